import { resolve } from 'node:path';
import { startCommand } from './command.ts';

const root = resolve(import.meta.dirname, '../..');
const from = process.env['INIT_CWD'] ?? process.cwd();

// A start that was interrupted half way may still have timers; what had to be ended is ended.
process.exit(await startCommand(root, process.argv.slice(2), from));
