import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import pg from 'pg';
import { atLeast, atMost, type BenchRow } from './bench-row.ts';
import type { BuiltServices } from './built-services.ts';
import { openDashboard } from './dashboard-browser.ts';
import { startFilledDatabase } from './filled-database.ts';
import { middleOf } from './median.ts';
import { MODELS_FOLDER } from './models-folder.ts';
import { narratedRows } from './narrated-weeks.ts';
import { ask, makeReport, pagesOf, untilMade } from './report-orders.ts';
import { type PrintedReport, reportPage } from './report-page.ts';
import { FILLED, type YieldDatabaseSize } from './yield-database.ts';

const RUNS = 3;
const MOST_SECONDS = 3;
const LEAST_TIMES = 3;
const FEWEST_PAGES = 20;
/** A bare page sets the same closer. */
const FEWEST_BARE = 15;
const FEWEST_CHARTS = 15;
const WHAT = `weekly report PDF, ${FEWEST_PAGES} pages, ${FEWEST_CHARTS} charts`;
const BARE = 'a bare page';
const WEEK = '2026-W46';
/** Half of the lots fall into the full week, which makes its list of lots as long as twenty pages need. */
const SIZE: YieldDatabaseSize = { ...FILLED, lots: 1500, tests: 1, steps: 2, days: 14, summaries: 'none' };
const VIEWPORT = { width: 1440, height: 900 };
/** The whole report stands in the page, the last picture decoded; it must come within two minutes. */
const DRAWN = `new Promise((drawn, failed) => {
  setTimeout(() => failed(new Error('The report did not come.')), 120_000);
  const look = () => {
    const sheet = document.querySelector('fw-report-sheet article:not(.stale)');
    const pictures = [...document.querySelectorAll('fw-report-sheet img')];
    const all = sheet && pictures.length >= ${FEWEST_CHARTS} && pictures.every(({ complete }) => complete);
    if (all) requestAnimationFrame(() => requestAnimationFrame(drawn));
    else setTimeout(look, 20);
  };
  look();
})`;

/**
 * Seconds from the order to the bytes of a weekly report of at least 20 pages and 15 charts, worded by templates: the
 * built api and worker, SQL over 30,000 wafers, words, charts, closing check and layout; a floor of its own in each run,
 * so that none is handed out again. Reference of the same run: a warm Chromium that opens the report's page in the
 * dashboard and prints it once it is drawn. Beside the table: what Chromium takes for the same content as a bare page
 * of tables and pictures, its making by our worker included.
 */
export async function rows(): Promise<BenchRow[]> {
  const database = await startFilledDatabase(SIZE);
  // The services look for models where the bench does.
  process.env['FAB_MODELS_DIR'] = resolve(MODELS_FOLDER);
  const dashboard = await openDashboard(database, VIEWPORT, '');
  try {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const order = { kind: 'week', productId: FILLED.product, week: WEEK };
      const printed = await measured(dashboard.services, dashboard.page, client);
      await setFloor(client, 200);
      return [...printed, ...(await narratedRows(dashboard.services, client, { what: WHAT, order }))];
    } finally {
      await client.end();
    }
  } finally {
    await dashboard.stop();
  }
}

interface Taken {
  readonly ours: number[];
  readonly page: number[];
  readonly bare: number[];
}

async function measured(services: BuiltServices, page: Page, client: pg.Client): Promise<BenchRow[]> {
  const definition = await define(client);
  const taken: Taken = { ours: [], page: [], bare: [] };
  const parts = new Map<string, number[]>();
  for (let run = 0; run <= RUNS; run += 1) {
    await setFloor(client, run);
    const made = await makeReport(services, { kind: 'week', productId: FILLED.product, week: WEEK });
    taken.ours.push(made.seconds);
    assertLong('ours', made.pdf);
    if (run > 0) for (const [step, seconds] of made.steps) parts.set(step, [...(parts.get(step) ?? []), seconds]);
    taken.page.push(
      await timed('the dashboard', () => pagePrinted(page, `${services.address}/reports/build?report=${definition}`)),
    );
    await setFloor(client, run + 100);
    const browser = page.context().browser();
    if (browser) taken.bare.push(await timed(BARE, () => barePrinted(services, browser)));
  }
  for (const [step, seconds] of parts) process.stderr.write(`  of it ${step}: ${middleOf(seconds).toFixed(2)} s\n`);
  return rowsOf(taken);
}

/** The first of each warms up. */
function rowsOf({ ours, page, bare }: Taken): BenchRow[] {
  const [own, printed, plain] = [ours, page, bare].map((all) => middleOf(all.slice(1)));
  process.stderr.write(
    `  Chromium, bare page of the same content, its making included: ${(plain ?? 0).toFixed(2)} s\n`,
  );
  return [
    atMost(
      `${WHAT}, at most; reference: Chromium prints its page`,
      own ?? Number.NaN,
      's',
      MOST_SECONDS,
      printed ?? null,
    ),
    atLeast(`${WHAT}, times as fast as Chromium, at least`, (printed ?? 0) / (own ?? Number.NaN), 'times', LEAST_TIMES),
  ];
}

async function timed(what: string, print: () => Promise<Uint8Array>): Promise<number> {
  const begin = performance.now();
  const pdf = await print();
  const seconds = (performance.now() - begin) / 1000;
  assertLong(what, pdf);
  return seconds;
}

/** As a person opens it and prints it. */
async function pagePrinted(page: Page, address: string): Promise<Uint8Array> {
  await page.goto(address);
  await page.evaluate(DRAWN);
  return page.pdf({ format: 'A4' });
}

/** The same content, without an application around it. */
async function barePrinted(services: BuiltServices, browser: Browser): Promise<Uint8Array> {
  const query = `mutation ($order: ReportOrderInput!) { showReport(order: $order) { ... on JobAccepted { job { jobId } } } }`;
  const order = { kind: 'week', productId: FILLED.product, period: WEEK, language: 'en', paper: 'A4' };
  const answer = await ask(services, '/graphql', { query, variables: { order } });
  const { data } = (await answer.json()) as { data: { showReport: { job: { jobId: string } } } };
  const { jobId } = data.showReport.job;
  await untilMade(services, jobId);
  const content = (await (await ask(services, `/reports/v1/${jobId}/screen`)).json()) as PrintedReport;
  const page = await browser.newPage();
  try {
    await page.setContent(reportPage(content));
    return await page.pdf({ format: 'A4' });
  } finally {
    await page.close();
  }
}

/** Throws for a file that lacks some of the report. `FAB_BENCH_KEEP` names a folder that the files are left in. */
function assertLong(what: string, pdf: Uint8Array): void {
  const pages = pagesOf(pdf);
  const kept = process.env['FAB_BENCH_KEEP'];
  if (kept !== undefined) writeFileSync(`${kept}/${what.replaceAll(' ', '-')}.pdf`, pdf);
  const fewest = what === BARE ? FEWEST_BARE : FEWEST_PAGES;
  if (pages < fewest) throw new Error(`What ${what} printed has ${pages} pages, not ${fewest}.`);
}

/** Another floor, another report. */
async function setFloor(client: pg.Client, run: number): Promise<void> {
  await client.query('UPDATE product_target SET floor = $1', [0.86 + run / 10_000]);
}

/** A weekly report of everything, that the demonstration's people see. */
async function define(client: pg.Client): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO report_definition (definition_id, name, kind, product_id, insertion, language, paper, shared_with,
       owner_id, owner_name, version, changed_by, changed_at)
     VALUES ($1, 'Bench', 'week', $2, $3, 'en', 'A4', '{yield-engineer}', $1, 'Bench', 1, 'Bench', now())`,
    [id, FILLED.product, FILLED.insertion],
  );
  return id;
}
