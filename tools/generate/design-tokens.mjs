/**
 * Writes what follows from the design tokens: the chart themes and the style sheet for "dark by the operating system".
 * Run with Node 24 (it strips the types of the module that it shares with the test): node tools/generate/design-tokens.mjs
 */
import { readFile } from 'node:fs/promises';
import { parseTokenSheet, renderSystemDark, renderThemeModule } from '../../libs/charts/src/theme/token-sheet.ts';
import { writeGenerated } from '../build/write-generated.mjs';

const root = new URL('../../', import.meta.url);
const sheet = parseTokenSheet(await readFile(new URL('libs/ui/src/tokens/tokens.css', root), 'utf8'));
await writeGenerated(new URL('libs/charts/src/theme/generated/tokens.ts', root), renderThemeModule(sheet));
await writeGenerated(new URL('libs/ui/src/tokens/generated/system-dark.css', root), renderSystemDark(sheet));
