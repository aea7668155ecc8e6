import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/trainer/main.ts', process.argv.slice(2));
