import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/licences/main.ts', process.argv.slice(2));
