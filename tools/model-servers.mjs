import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/model-servers/main.ts', process.argv.slice(2));
