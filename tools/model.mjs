import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/model/main.ts', process.argv.slice(2));
