import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchTable } from '../bench/table.ts';
import { demonstrationRun, namingCounts } from './demonstration-run.ts';
import { runTasks } from './run-tasks.ts';
import { truthTasks } from './tasks.ts';
import { truthDetails, truthNotes, truthRows } from './truth-rows.ts';

const USAGE = 'Usage: npm run bench:truth -- [--runs N] [--seed S] [--threads N] [--json FILE] | --demonstration DAY';
/** Specs use seeds below; what is reported comes from above. */
const FRESH_FROM = 1_000_000;

function whole(name: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name} must be a whole number from ${least} on.`);
  return number;
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The demonstration as it is first told on a day: `2026-11-29`. */
function tellDemonstration(day: string): void {
  const epoch = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(epoch)) throw new Error(`--demonstration: a day like 2026-11-29, not "${day}".`);
  const excursions = demonstrationRun(epoch);
  const counts = namingCounts(excursions).map(([naming, count]) => [naming, String(count)]);
  console.log(aligned([['the first row', 'excursions'], ...counts, ['all', String(excursions.length)]]));
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { runs: text, seed: text, threads: text, json: text, demonstration: text } });
  if (values.demonstration !== undefined) return tellDemonstration(values.demonstration);
  const runs = whole('runs', values.runs ?? '360', 1);
  const seed = whole('seed', values.seed ?? String(FRESH_FROM + (Date.now() % 1_000_000_000)), 0);
  const threads = whole('threads', values.threads ?? String(availableParallelism()), 1);
  process.stderr.write(`${runs} fabs from seed ${seed} on, ${threads} at a time …\n`);
  const begun = performance.now();
  const outcomes = await runTasks(truthTasks(runs, seed), threads, (done) => {
    if (done % 20 === 0) process.stderr.write(`${done} of ${runs}\n`);
  });
  const rows = truthRows(outcomes, (performance.now() - begun) / 60_000);
  console.log(`${aligned(truthDetails(outcomes))}\n\n${truthNotes(outcomes).join('\n')}\n\n${benchTable(rows)}`);
  console.log(`\nAgain: npm run bench:truth -- --runs ${runs} --seed ${seed}`);
  const from = process.env['INIT_CWD'] ?? process.cwd();
  if (values.json !== undefined) writeFileSync(resolve(from, values.json), `${JSON.stringify(rows, null, 2)}\n`);
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)} ${USAGE}`);
  process.exitCode = 2;
} finally {
  if (process.connected) process.disconnect();
}
