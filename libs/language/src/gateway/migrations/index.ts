import type { MigrationClass } from '@fabwright/platform/migrations';
import { LanguageModels1767200001500 } from './1767200001500-language-models.ts';

/** In the order in which they run; after the platform's. */
export const languageMigrations: readonly MigrationClass[] = [LanguageModels1767200001500];
