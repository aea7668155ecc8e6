import { resolve } from 'node:path';
import { modelCommand } from './command.ts';

const root = resolve(import.meta.dirname, '../..');
process.exitCode = await modelCommand(root, process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
if (process.connected) process.disconnect();
