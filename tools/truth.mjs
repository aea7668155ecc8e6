import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/truth/main.ts', process.argv.slice(2));
