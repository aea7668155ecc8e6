import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type pg from 'pg';
import { atMost, type BenchRow } from './bench-row.ts';
import type { BuiltServices } from './built-services.ts';
import { knownModels, MODELS_FOLDER, type KnownModel } from './models-folder.ts';
import { makeReport } from './report-orders.ts';

const MOST_SECONDS = 90;
/** Of the parts of a report that its progress names one by one. */
const FEWEST_SECTIONS = 2;

/**
 * Seconds of a report in the words of each model of the models folder, its weights with the adapter that their card
 * names; what loading costs is in it. Throws when its progress did not name the sections while they were worded.
 * Without models no row, and a line that says how to get one.
 */
export async function narratedRows(
  services: BuiltServices,
  client: pg.Client,
  { what, order }: { readonly what: string; readonly order: object },
): Promise<BenchRow[]> {
  const models = await knownModels();
  if (models.length === 0) {
    process.stderr.write(
      `  no model in ${MODELS_FOLDER} to word it: npm run model -- add default, or FAB_MODELS_DIR=FOLDER\n`,
    );
  }
  const found: BenchRow[] = [];
  for (const model of models) {
    await assign(client, model);
    const { seconds, steps } = await makeReport(services, order);
    const sections = [...steps.keys()].filter((step) => step.startsWith('narrating-'));
    if (sections.length < FEWEST_SECTIONS) throw new Error(`The progress named ${sections.length} sections.`);
    const { rows } = await client.query<{ calls: number; passed: number }>(CALLS, [model.name]);
    const [{ calls, passed } = { calls: 0, passed: 0 }] = rows;
    process.stderr.write(`  ${model.name}: ${sections.join(', ')}; ${passed} of ${calls} answers passed\n`);
    if (calls === 0) throw new Error(`${model.name} was never asked.`);
    found.push(atMost(`${what}, worded by ${model.name}, at most`, seconds, 's', MOST_SECONDS));
  }
  await client.query('DELETE FROM language_task');
  return found;
}

const CALLS = `
  SELECT count(*)::integer AS calls, (count(*) FILTER (WHERE verdict = 'passed'))::integer AS passed FROM language_call
  WHERE model_name = $1`;

/** As the administration's page does it, without signing in. */
async function assign(client: pg.Client, { name, weights, adapter }: KnownModel): Promise<void> {
  const modelId = randomUUID();
  await client.query(
    `INSERT INTO language_model (model_id, name, driver, file, adapter_file, licence, source, grade, version, created_by,
       created_at, changed_at)
     VALUES ($1, $2, 'embedded', $3, $4, '-', '-', $5, 1, 'Bench', now(), now())`,
    [modelId, name, basename(weights), adapter ? basename(adapter.file) : null, adapter?.grade ?? 'auto'],
  );
  await client.query('DELETE FROM language_task');
  await client.query(`INSERT INTO language_task VALUES ('narration', $1, 'Bench', now())`, [modelId]);
}
