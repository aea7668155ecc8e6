import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/start/fab.ts', process.argv.slice(2));
