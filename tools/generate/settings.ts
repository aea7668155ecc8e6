import { settingsTable } from '@fabwright/platform';
import { writeGenerated } from '../build/write-generated.mjs';

// The table of all settings, from the schemas that check them.
await writeGenerated(new URL('../../docs/settings.md', import.meta.url), settingsTable());
