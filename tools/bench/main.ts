import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRow } from './bench-row.ts';
import { benchTable } from './table.ts';

const root = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'fabwright-bench-'));

function benches(only: string | undefined): string[] {
  const wanted = only?.split(',');
  const names = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.bench.ts'))
    .map((name) => basename(name, '.bench.ts'));
  const unknown = wanted?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}". Benchmarks: ${names.join(', ')}.`);
  return names.filter((name) => wanted?.includes(name) ?? true).sort();
}

/** The rows of one benchmark; one row that is not ok when it failed. */
async function measure(name: string): Promise<BenchRow[]> {
  const result = join(scratch, `${name}.json`);
  const flags = ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import=./tools/build/swc-hook.mjs'];
  const args = [...flags, 'tools/bench/measure.ts', `tools/bench/${name}.bench.ts`, result];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((done, reject) => {
    child.once('error', reject);
    child.once('exit', done);
  });
  if (code === 0) return JSON.parse(readFileSync(result, 'utf8')) as BenchRow[];
  const failed = { value: 0, unit: '', reference: null, ratio: null, target: 0, ok: false };
  return [{ name: `${name} failed (exit code ${code}), see above`, ...failed }];
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
  const rows: BenchRow[] = [];
  for (const name of benches(values.only)) {
    process.stderr.write(`Measuring ${name} …\n`);
    rows.push(...(await measure(name)));
  }
  console.log(benchTable(rows));
  const from = process.env['INIT_CWD'] ?? process.cwd();
  if (values.json !== undefined) writeFileSync(resolve(from, values.json), `${JSON.stringify(rows, null, 2)}\n`);
  if (rows.length === 0 || rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(
    `${error instanceof Error ? error.message : String(error)} Usage: npm run bench -- [--json FILE] [--only A,B]`,
  );
  process.exitCode = 2;
} finally {
  rmSync(scratch, { recursive: true, force: true });
  if (process.connected) process.disconnect();
}
