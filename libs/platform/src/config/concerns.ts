import { z } from 'zod';
import { bytes, flag, list, port, setting } from './setting.ts';

/** Where the api listens and how browsers reach it. */
const server = z.object({
  host: setting(
    'FAB_HOST',
    z.string().min(1).default('127.0.0.1'),
    'Address the api listens on; loopback unless told otherwise.',
  ),
  port: setting('FAB_PORT', port.default(4300), 'Port of the dashboard and the API.'),
  publicUrl: setting(
    'FAB_PUBLIC_URL',
    z.url({ protocol: /^https?$/ }).optional(),
    'Address that people type. With https the session cookie is sent over TLS only, and links in reports use it.',
  ),
  trustProxy: setting(
    'FAB_TRUST_PROXY',
    flag.default(false),
    'Behind a reverse proxy: take the caller’s address from X-Forwarded-For.',
  ),
  dashboardDir: setting(
    'FAB_DASHBOARD_DIR',
    z.string().optional(),
    'Folder of the built dashboard; without it the api serves the API only.',
  ),
});

const worker = z.object({
  port: setting(
    'FAB_WORKER_PORT',
    port.default(4301),
    'Loopback port of the worker’s health and metrics; 0 takes a free one.',
  ),
});

const database = z.object({
  url: setting(
    'FAB_DATABASE_URL',
    z.url({ protocol: /^postgres(ql)?$/, error: 'must be postgresql://user:password@host:port/database' }),
    'PostgreSQL 16 or newer. `npm start` sets it to the embedded server.',
    { secret: true },
  ),
  poolSize: setting(
    'FAB_DATABASE_POOL',
    z.coerce.number().int().min(2).max(200).default(12),
    'Connections per process.',
  ),
});

const data = z.object({
  dir: setting(
    'FAB_DATA_DIR',
    z.string().min(1).default('.data'),
    'Folder for uploads, reports and owner-only secrets.',
  ),
  dropDir: setting(
    'FAB_DROP_DIR',
    z.string().min(1).optional(),
    'Watched folder: files put there are imported. Default: `drop` in the data folder.',
  ),
  maxImportBytes: setting(
    'FAB_MAX_IMPORT_BYTES',
    bytes.default(4 * 1024 ** 3),
    'Largest file taken for import, after decompression.',
  ),
});

const kafka = z.object({
  brokers: setting(
    'FAB_KAFKA_BROKERS',
    list.default([]),
    'Comma-separated host:port. Without it events come and go by HTTP.',
  ),
  client: setting(
    'FAB_KAFKA_CLIENT',
    z.enum(['kafkajs', 'platformatic']).default('kafkajs'),
    'Which Kafka client library is used.',
  ),
  group: setting('FAB_KAFKA_GROUP', z.string().min(1).default('fabwright'), 'Consumer group.'),
  tls: setting('FAB_KAFKA_TLS', flag.default(false), 'Connect to the brokers over TLS.'),
  sasl: setting(
    'FAB_KAFKA_SASL',
    z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
    'How to sign in to the brokers.',
  ),
  username: setting('FAB_KAFKA_USERNAME', z.string().optional(), 'Account at the brokers.'),
  password: setting('FAB_KAFKA_PASSWORD', z.string().optional(), 'Its password.', { secret: true }),
});

const WEEK_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const fab = z.object({
  name: setting(
    'FAB_NAME',
    z.string().min(1).max(80).default('Fab'),
    'Name of the fab, shown in the head of the dashboard and on reports.',
  ),
  timeZone: setting(
    'FAB_TIME_ZONE',
    z.string().refine(isTimeZone, 'must be an IANA name such as Asia/Shanghai').default('UTC'),
    'Time zone of fab days and weeks. Times are stored in UTC.',
  ),
  weekStart: setting('FAB_WEEK_START', z.enum(WEEK_DAYS).default('monday'), 'First day of the fab’s week.'),
  clock: setting(
    'FAB_CLOCK',
    z.enum(['wall', 'newest-event']).default('wall'),
    'What “now” means on screens: the wall clock, or the newest event (a fab that runs at another speed). Audit and sessions always use the wall clock.',
  ),
});

const log = z.object({
  level: setting(
    'FAB_LOG_LEVEL',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'Least severity that is logged.',
  ),
});

const session = z.object({
  hours: setting(
    'FAB_SESSION_HOURS',
    z.coerce.number().positive().max(720).default(12),
    'Hours without use after which a person is signed out.',
  ),
});

/** Mail and webhooks: nothing leaves the house unless it is named here. */
const delivery = z.object({
  smtpUrl: setting(
    'FAB_SMTP_URL',
    z
      .url({
        protocol: /^smtps?$/,
        error: 'must be smtp://user:password@host:port, or smtps:// for TLS from the start',
      })
      .optional(),
    'Mail server. Without it mails are written down, but not sent.',
    { secret: true },
  ),
  smtpTls: setting(
    'FAB_SMTP_TLS',
    z.enum(['auto', 'required', 'off']).optional(),
    'STARTTLS with smtp://: `required` by default when there is a password, else `auto` (when the server offers it). Certificates are always checked.',
  ),
  smtpCaFile: setting(
    'FAB_SMTP_CA_FILE',
    z.string().min(1).optional(),
    'PEM file with the certificate authority of the mail server, where it is the fab’s own.',
  ),
  from: setting(
    'FAB_MAIL_FROM',
    z
      .string()
      .regex(/^[^\r\n]*\S+@\S+$/, 'must be an address, such as Fabwright <fabwright@fab.example>')
      .optional(),
    'Sender of mails. Needed beside FAB_SMTP_URL.',
  ),
  mailDomains: setting(
    'FAB_MAIL_DOMAINS',
    list.default([]),
    'Comma-separated domains that mails may go to; empty = any.',
  ),
  mailsPerMinute: setting(
    'FAB_MAILS_PER_MINUTE',
    z.coerce.number().int().min(1).max(10_000).default(60),
    'Most mails in a minute, over all workers; the rest waits.',
  ),
  attachmentBytes: setting(
    'FAB_MAIL_ATTACHMENT_BYTES',
    bytes.default(10 * 1024 ** 2),
    'Largest file that a mail carries; for a larger one it has a link.',
  ),
  folder: setting(
    'FAB_DELIVERY_DIR',
    z.string().min(1).optional(),
    'Folder that scheduled reports may be put into; without it none are.',
  ),
  reportDays: setting(
    'FAB_REPORT_DAYS',
    z.coerce.number().int().min(1).max(36_500).default(400),
    'Days for which the files of scheduled reports are kept; the log of what was sent to whom stays.',
  ),
  webhookHosts: setting(
    'FAB_WEBHOOK_HOSTS',
    list.default([]),
    'Comma-separated hosts (host, or host:port) that webhooks may be sent to; empty = none.',
  ),
});

/** The private language model: no text leaves the premises unless its host is named here. */
const models = z.object({
  hosts: setting(
    'FAB_MODEL_HOSTS',
    list.default([]),
    'Comma-separated hosts (host, or host:port) of language model servers on the premises, this machine’s too; empty = none.',
  ),
  dir: setting(
    'FAB_MODELS_DIR',
    z.string().min(1).optional(),
    'Folder of language models as GGUF files. Default: `models` in the data folder.',
  ),
});

const ingest = z.object({
  maxPendingEvents: setting(
    'FAB_MAX_PENDING_EVENTS',
    z.coerce.number().int().positive().default(50_000),
    'Events by HTTP that may wait for the worker; beyond it the API answers 429.',
  ),
});

const demo = z.object({
  enabled: setting(
    'FAB_DEMO',
    flag.default(false),
    'Marks an instance that the demonstration fab feeds; makes one account a role at first start.',
  ),
  historyDays: setting(
    'FAB_DEMO_HISTORY_DAYS',
    z.coerce.number().int().min(1).max(730).default(180),
    'Days of its past that the demonstration fab tells; the Overview shows how much of them is in.',
  ),
});

export const CONCERNS = {
  server,
  worker,
  database,
  data,
  kafka,
  fab,
  log,
  session,
  delivery,
  models,
  ingest,
  demo,
} as const;

/** Read by the command line, the simulator and the tests, not by api and worker; they may be set all the same. */
export const SETTINGS_OF_OTHER_PROGRAMS: Readonly<Record<string, string>> = {
  FAB_SERVER: 'Command line: address of the instance, like `--server`.',
  FAB_TOKEN: 'Command line and simulator: API token, like `--token`.',
  FAB_TOKEN_FILE: 'Simulator: owner-only file that holds its API token.',
  FAB_TEST_DATA: 'Tests: folder with the real fab data; default `../shared/data`.',
  FAB_BENCH_DATABASE_URL: 'Benchmarks: a PostgreSQL to measure on; default a private embedded one.',
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
