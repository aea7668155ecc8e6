import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/start/main.ts', process.argv.slice(2));
