import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { kafkaJars } from './jars.ts';

const run = promisify(execFile);

export interface KafkaOptions {
  /** Folder of the broker: its data, its ports, its log. Kept between starts. */
  readonly dir: string;
  /** Memory of the Java heap in MB. */
  readonly heapMb?: number;
  readonly log?: (line: string) => void;
}

export interface KafkaBroker {
  /** host:port, for FAB_KAFKA_BROKERS. */
  readonly brokers: string;
  readonly pid: number;
  isAlive(): boolean;
  /** Ends it in order, half a second. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data; 5 to 7 s after a kill. */
  restart(): Promise<void>;
}

interface Ports {
  readonly broker: number;
  readonly controller: number;
}

const START_MS = 90_000;

/** Starts a real Kafka broker, alone in its cluster, on the loopback address. Throws the end of its log when it can't. */
export async function startKafka(options: KafkaOptions): Promise<KafkaBroker> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const libs = await kafkaJars();
  const ports = await keptPorts(dir);
  writeConfiguration(dir, ports);
  if (!existsSync(join(dir, 'data', 'meta.properties'))) await format(dir, libs);
  let child = await launch(dir, libs, options);
  return {
    brokers: `127.0.0.1:${ports.broker}`,
    get pid() {
      return child.pid ?? 0;
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    restart: async () => {
      await end(child, 'SIGTERM');
      child = await launch(dir, libs, options);
    },
  };
}

async function launch(dir: string, libs: string, { heapMb = 256, log }: KafkaOptions): Promise<ChildProcess> {
  await endOrphan(dir);
  const logFile = join(dir, 'broker.log');
  // Straight into a file, not through us: a broker that outlives its starter must still be able to write.
  const output = openSync(logFile, 'w');
  const args = [
    ...javaOptions(dir, libs),
    `-Xms${heapMb}m`,
    `-Xmx${heapMb}m`,
    'kafka.Kafka',
    join(dir, 'server.properties'),
  ];
  const child = spawn('java', args, {
    cwd: dir,
    // A session of its own: Ctrl-C reaches the starter first, which ends things in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  writeFileSync(join(dir, 'broker.pid'), String(child.pid));
  await ready(child, logFile);
  log?.(`Kafka runs (process ${child.pid}).`);
  return child;
}

async function ready(child: ChildProcess, logFile: string): Promise<void> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `it ended at its start (${signal ?? code})`));
  for (const deadline = Date.now() + START_MS; failure === undefined; await sleep(100)) {
    if (readFileSync(logFile, 'utf8').includes('Kafka Server started')) return;
    if (Date.now() > deadline) failure = 'it was not ready in time';
  }
  child.kill('SIGKILL');
  throw new Error(`Kafka did not start: ${failure}. ${lastLines(logFile)}`);
}

/** The broker of a start that was killed holds the ports and the data; it is ended in order first. */
async function endOrphan(dir: string): Promise<void> {
  const file = join(dir, 'broker.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  for (let waited = 0; isBrokerOf(pid, dir); waited += 100) {
    if (waited === 0) process.kill(pid, 'SIGTERM');
    if (waited === 15_000) process.kill(pid, 'SIGKILL');
    await sleep(100);
  }
  rmSync(file, { force: true });
}

function isBrokerOf(pid: number, dir: string): boolean {
  const command = `/proc/${pid}/cmdline`;
  return existsSync(command) && readFileSync(command, 'utf8').includes(join(dir, 'server.properties'));
}

function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const harder = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.ref();
    child.once('exit', () => {
      clearTimeout(harder);
      resolve();
    });
    child.kill(signal);
  });
}

/** Once for an empty data folder. The id only has to look like one; one in 64 begins with a dash: it stands in its option. */
async function format(dir: string, libs: string): Promise<void> {
  const id = Buffer.from(crypto.randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  await run(
    'java',
    [
      ...javaOptions(dir, libs),
      'kafka.tools.StorageTool',
      'format',
      '--standalone',
      `--cluster-id=${id}`,
      '-c',
      join(dir, 'server.properties'),
    ],
    {
      cwd: dir,
      timeout: 60_000,
    },
  );
}

/** A broker of tests or of a demonstration has little to do: to compile it thoroughly costs more than it ever gains. */
const FOR_A_SHORT_LIFE = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

function javaOptions(dir: string, libs: string): string[] {
  return [...FOR_A_SHORT_LIFE, `-Dlog4j2.configurationFile=${join(dir, 'log4j2.properties')}`, '-cp', join(libs, '*')];
}

function writeConfiguration(dir: string, { broker, controller }: Ports): void {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': join(dir, 'data'),
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 5,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 5,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 5,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    // After a kill the broker is refused until its old session ends; shorter beats bring it back in 5 to 7 s.
    'broker.heartbeat.interval.ms': 500,
    'broker.session.timeout.ms': 2000,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  writeFileSync(join(dir, 'server.properties'), `${lines.join('\n')}\n`);
  writeFileSync(join(dir, 'log4j2.properties'), LOGGING);
}

const LOGGING = `status=error
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d{ISO8601} %p %c{1} %m%n
rootLogger.level=info
rootLogger.appenderRef.out.ref=out
`;

/** Clients hold on to the address, so a broker keeps its ports over restarts. */
async function keptPorts(dir: string): Promise<Ports> {
  const file = join(dir, 'ports.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Ports;
  const ports = { broker: await freePort(), controller: await freePort() };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-5).join(' | ') : 'it wrote no log';
}
