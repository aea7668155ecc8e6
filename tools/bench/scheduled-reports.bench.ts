import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { startMailServer, type MailServer } from '@fabwright/testing';
import pg from 'pg';
import { ask, type ApiClient } from './bench-api.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { startBuiltServices } from './built-services.ts';
import { startFilledDatabase } from './filled-database.ts';
import { OVERVIEW } from './screen-queries.ts';
import { FILLED } from './yield-database.ts';

const REPORTS = Number(process.env['FAB_BENCH_REPORTS'] ?? 200);
const MOST_SECONDS = 600;
const MOST_SLOWER = 1.5;
/** Somebody looks at the Overview so often, whether it answers fast or not. */
const LOOK_MS = 250;
const LOOKS_BEFORE = 120;
const PATIENCE_MS = 20 * 60_000;
/** In the newest week of the filled database, a Saturday morning of its fab; the report is that of the week before. */
const DUE = { at: '2026-11-20T20:00:00Z', cron: '0 4 * * 6' };
const ADDRESS = /^report-(\d+)@fab\.example$/;

/**
 * Seconds until the last of 200 weekly reports that come due in the same moment has arrived at an SMTP server, and the
 * 95th percentile of what the Overview takes meanwhile; the built api and worker on 5,000 wafers, mails at the default
 * limit of 60 a minute. No two reports are the same (sections, lot types, language, paper), so each is gathered, worded
 * and laid out. Reference of the same run: the Overview before, asked for at the same pace.
 */
export async function rows(): Promise<BenchRow[]> {
  const database = await startFilledDatabase({ ...FILLED, tests: 1, summaries: 'none' });
  const mail = await startMailServer();
  Object.assign(process.env, {
    ...{ FAB_SMTP_URL: `smtp://127.0.0.1:${mail.port}`, FAB_MAIL_FROM: 'Fabwright <fab@fab.example>' },
    ...{ FAB_MAIL_DOMAINS: 'fab.example', FAB_PUBLIC_URL: 'https://fab.example/' },
  });
  try {
    const services = await startBuiltServices(database.url);
    try {
      const headers = { authorization: `Bearer ${services.token}`, 'content-type': 'application/json' };
      return await measured({ base: services.address, headers }, mail, database.url);
    } finally {
      await services.stop();
    }
  } finally {
    await mail.close();
    await database.stop();
  }
}

async function measured(api: ApiClient, mail: MailServer, url: string): Promise<BenchRow[]> {
  let looks = 0;
  const before = await looking(api, () => ++looks > LOOKS_BEFORE);
  const begin = performance.now();
  await schedule(url);
  const during = await looking(api, () => arrived(mail) === REPORTS || performance.now() - begin > PATIENCE_MS);
  const seconds = (performance.now() - begin) / 1000;
  if (arrived(mail) !== REPORTS || mail.mails.length !== REPORTS) {
    throw new Error(
      `Of ${REPORTS} reports ${arrived(mail)} arrived, in ${mail.mails.length} mails. ${await states(url)}`,
    );
  }
  const what = `${REPORTS} scheduled reports due at once`;
  const p95 = (times: readonly number[]): number => times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
  const [reference, meanwhile] = [p95(before), p95(during)];
  return [
    atMost(`${what}, the last delivered, at most`, seconds, 's', MOST_SECONDS),
    atMost(
      `Overview during ${what}, p95, at most; reference: before`,
      meanwhile,
      'ms',
      MOST_SLOWER * reference,
      reference,
    ),
  ];
}

/** Milliseconds of each look, sorted; until there is no more to wait for. */
async function looking(api: ApiClient, isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isOver()) {
    const begin = performance.now();
    await ask(api, OVERVIEW);
    const taken = performance.now() - begin;
    times.push(taken);
    await delay(Math.max(0, LOOK_MS - taken));
  }
  return times.sort((a, b) => a - b);
}

/** Recipients who have theirs; each report has one of its own. */
function arrived({ mails }: MailServer): number {
  return new Set(
    mails.flatMap(({ to, raw }) => (raw.includes('application/pdf') ? to : [])).filter((one) => ADDRESS.test(one)),
  ).size;
}

/** All in one transaction: they come due together. */
async function schedule(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const [at, form] of forms().entries()) {
      const recipients = {
        roles: [],
        accountIds: [],
        addresses: [`report-${at}@fab.example`],
        webhookIds: [],
        folder: false,
      };
      await client.query(INSERT, [
        ...[randomUUID(), `Report ${at}`, FILLED.product, FILLED.insertion, form.language, form.paper, form.sections],
        ...[form.lotTypes, DUE.cron, DUE.at, JSON.stringify(recipients)],
      ]);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

const INSERT = `
  INSERT INTO report_schedule (schedule_id, name, kind, product_id, insertion, language, paper, sections, lot_types, cron,
    time_zone, next_fire_at, working_days, holidays, off_day, file_way, recipients, owner_id, owner_name, subscription,
    version, changed_by, changed_at)
  SELECT $1, $2, 'week', $3, $4, $5, $6, $7, $8, $9, 'Asia/Shanghai', $10, '{1,2,3,4,5}', '{}', 'run', 'attachment', $11,
    account_id, 'Bench', false, 1, 'Bench', now()
  FROM account WHERE role = 'yield-engineer' LIMIT 1`;

interface Form {
  readonly language: string;
  readonly paper: string;
  readonly sections: readonly string[];
  readonly lotTypes: readonly string[];
}

const SECTIONS = [
  ...[
    ['losses', 'lowest', 'lots'],
    ['losses', 'lots', 'lowest'],
    ['lowest', 'losses', 'lots'],
    ['lowest', 'lots', 'losses'],
  ],
  ...[
    ['lots', 'losses', 'lowest'],
    ['lots', 'lowest', 'losses'],
    ['losses', 'lots'],
    ['lots', 'losses'],
    ['lowest', 'lots'],
  ],
  ...[['lots', 'lowest'], ['losses', 'lowest'], ['lowest', 'losses'], ['lowest']],
];
const LOT_TYPES = [[], ['engineering'], ['qualification'], ['engineering', 'qualification']].map((more) => [
  'production',
  ...more,
]);

/** 208 that differ. */
function forms(): Form[] {
  const all = SECTIONS.flatMap((sections) =>
    LOT_TYPES.flatMap((lotTypes) =>
      ['en', 'zh-CN'].flatMap((language) => ['A4', 'LETTER'].map((paper) => ({ sections, lotTypes, language, paper }))),
    ),
  );
  if (REPORTS > all.length) throw new Error(`There are ${all.length} reports that differ.`);
  return all.slice(0, REPORTS);
}

async function states(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const query = `SELECT 'issue ' || state AS what, problem, count(*)::integer FROM report_issue GROUP BY 1, 2
      UNION ALL SELECT 'job ' || state, error->>'message', count(*)::integer FROM job GROUP BY 1, 2
      UNION ALL SELECT 'delivery ' || state, last_error, count(*)::integer FROM delivery GROUP BY 1, 2`;
    return JSON.stringify((await client.query(query)).rows);
  } finally {
    await client.end();
  }
}
