import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/bench/main.ts', process.argv.slice(2));
