import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('tools/build/generate.ts', process.argv.slice(2));
