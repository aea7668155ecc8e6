import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from '@fabwright/testing/api-client';
import { writeRandomModel } from '@fabwright/testing/random-model';
import { attempts, type Attempts } from './attempts.ts';
import { sharedMailbox, startMailServer } from './mailbox.ts';
import { demoAccounts, freePort, startProduct } from './product.ts';

/** What was seen in a network namespace that has nothing but loopback. */
export interface WithoutNetwork {
  /** Before the product was started, and after everything it did. */
  readonly before: Attempts;
  readonly after: Attempts;
  /** After this program itself asked for an address outside: shows that such a thing is counted. */
  readonly provoked: Attempts;
  /** Questions that the language model was asked. */
  readonly questions: number;
  readonly pdfBytes: number;
  readonly mailedTo: readonly string[];
}

const PATIENCE_MS = 200_000;
const MODEL = 'noise.gguf';
const ADDRESS = 'mei@fab.example';
/** An address that no one may have (RFC 5737), and a name that no one may have (RFC 2606). */
const ELSEWHERE = { host: '192.0.2.1', name: 'elsewhere.invalid' } as const;

type Answer = Record<string, unknown>;

async function ask(client: ApiClient, query: string): Promise<Answer> {
  const { data, errors } = await client.graphql<Record<string, Answer>>(query);
  const [answer] = Object.values(data ?? {});
  if (!answer || errors.length > 0) throw new Error(`${query}\n${errors.map(({ message }) => message).join('\n')}`);
  return answer;
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await delay(500)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s.`);
}

/** A lot's report and a week's report by mail, both worded by a model in a process of its own. */
async function use(client: ApiClient): Promise<Omit<WithoutNetwork, 'before' | 'after' | 'provoked'>> {
  const added = await ask(
    client,
    `mutation { addFileLanguageModel(input: { name: "Noise", file: "${MODEL}", grade: G1, licence: "none", source: "made here" }) {
      ... on LanguageModelSaved { model { modelId } } } }`,
  );
  const { modelId } = added['model'] as { modelId: string };
  await ask(client, `mutation { assignLanguageTask(task: NARRATION, modelId: "${modelId}") { __typename } }`);
  await ask(client, `mutation { setOwnContact(email: "${ADDRESS}", language: "en") { __typename } }`);
  const lot = await until('a tested lot', async () => {
    const { rows } = (await ask(client, '{ lots(filter: {}, first: 50) { rows { lotId productId insertion } } }')) as {
      rows: { lotId: string; productId: string; insertion: string | null }[];
    };
    return rows.find(({ insertion }) => insertion !== null) ?? null;
  });
  const order = `mutation { startLotReport(lotId: "${lot.lotId}", language: "en", paper: "A4") { ... on JobAccepted { job { jobId } } } }`;
  const { jobId } = (await ask(client, order))['job'] as { jobId: string };
  const file = await until('the report', async () => {
    const job = (await (await client.fetch(`/reports/v1/${jobId}`)).json()) as { state: string; error: unknown };
    if (job.error) throw new Error(JSON.stringify(job.error));
    return job.state === 'done' ? (await client.fetch(`/reports/v1/${jobId}/file`)).arrayBuffer() : null;
  });
  const subscription = `{ kind: "week", productId: "${lot.productId}", name: "Week", timeZone: "Asia/Shanghai", language: EN }`;
  const saved = await ask(
    client,
    `mutation { subscribeToReport(order: ${subscription}) { ... on ReportScheduleSaved { schedule { scheduleId } } } }`,
  );
  const { scheduleId } = saved['schedule'] as { scheduleId: string };
  await ask(
    client,
    `mutation { runReportSchedule(scheduleId: "${scheduleId}", requestId: "${randomUUID()}") { __typename } }`,
  );
  const mail = await sharedMailbox()?.waitFor(() => true, PATIENCE_MS);
  const { models } = (await ask(client, '{ languageModels { models { figures { calls } } } }')) as {
    models: { figures: { calls: number } }[];
  };
  return { questions: models[0]?.figures.calls ?? 0, pdfBytes: file.byteLength, mailedTo: mail?.to ?? [] };
}

async function provoke(): Promise<void> {
  await new Promise<void>((done) => connect(443, ELSEWHERE.host).once('error', () => done()));
  await lookup(ELSEWHERE.name).catch(() => undefined);
}

async function main(): Promise<WithoutNetwork> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'fabwright-e2e-alone-'));
  const mailFolder = path.join(dataDir, 'mails');
  await mkdir(mailFolder);
  const mails = await startMailServer(mailFolder);
  process.env['FAB_SMTP_URL'] = `smtp://127.0.0.1:${mails.port}`;
  process.env['FAB_MAIL_FROM'] = 'Fabwright <fabwright@fab.example>';
  await mkdir(path.join(dataDir, 'models'));
  await writeRandomModel(path.join(dataDir, 'models', MODEL));
  const before = attempts();
  const product = await startProduct(dataDir, await freePort(), ['--history-days', '7']);
  try {
    const client = new ApiClient(product.address);
    const administrator = demoAccounts(dataDir).find(({ role }) => role === 'administrator');
    await client.signIn(administrator?.account ?? '', administrator?.password ?? '');
    const seen = await use(client);
    const after = attempts();
    await provoke();
    return { before, after, provoked: attempts(), ...seen };
  } finally {
    await product.stop();
    await mails.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

process.stdout.write(`${JSON.stringify(await main())}\n`);
