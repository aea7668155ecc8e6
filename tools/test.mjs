import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/test/main.ts', process.argv.slice(2));
