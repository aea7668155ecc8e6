import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** An application as small as can be: it answers /readyz, notes when it is asked to end, and ends. */
function tinyService(name: string, portVariable: string): string {
  return `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
const notes = join(process.env.FAB_DATA_DIR, 'notes.txt');
const note = (text) => appendFileSync(notes, text + '\\n');
if (process.argv[2] === 'migrate') { note('migrated'); process.exit(0); }
if (process.env.TINY_BROKEN === '${name}') { console.error('Error: no such thing'); process.exit(1); }
const server = createServer((_request, response) => response.end('${name} ' + process.pid));
server.listen(Number(process.env.${portVariable}), '127.0.0.1', () => {
  console.log(JSON.stringify({ level: 30, msg: '${name} ready' }));
  note('${name} began ' + process.pid);
});
process.on('SIGTERM', () => { note('${name} ended'); process.exit(0); });
`;
}

const TINY_SIMULATOR = `
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
const state = process.argv[process.argv.indexOf('--state-dir') + 1];
const note = (text) => appendFileSync(join(state, '../notes.txt'), text + '\\n');
const settings = Object.keys(process.env).filter((name) => name.startsWith('FAB_')).sort();
console.log(JSON.stringify({ level: 30, settings, args: process.argv.slice(2) }));
setInterval(() => {}, 1000);
process.on('SIGTERM', () => { note('fab-simulator ended'); process.exit(0); });
note('fab-simulator began ' + process.pid);
`;

export interface FakeRoot {
  readonly root: string;
  readonly dataDir: string;
  /** Runs `npm start`'s own code over the tiny applications. */
  readonly script: string;
}

/** A repository whose applications are tiny and whose build has nothing to do; database and supervisor are real. */
export function makeFakeRoot(): FakeRoot {
  const root = mkdtempSync(join(tmpdir(), 'fw-instance-'));
  // As root, PostgreSQL runs as another account that has to pass.
  chmodSync(root, 0o711);
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', '{"version":"0.1.0"}');
  write('node_modules/nx/dist/bin/nx.js', '');
  write('dist/apps/api/main.mjs', tinyService('api', 'FAB_PORT'));
  write('dist/apps/worker/main.mjs', tinyService('worker', 'FAB_WORKER_PORT'));
  write('dist/apps/fab-simulator/main.mjs', TINY_SIMULATOR);
  const command = pathToFileURL(join(import.meta.dirname, 'command.ts')).href;
  write(
    'start.mjs',
    `import { startCommand } from ${JSON.stringify(command)};
process.exit(await startCommand(${JSON.stringify(root)}, process.argv.slice(2), ${JSON.stringify(root)}));\n`,
  );
  return { root, dataDir: join(root, '.data'), script: join(root, 'start.mjs') };
}
