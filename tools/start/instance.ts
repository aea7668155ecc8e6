import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartOptions } from './arguments.ts';
import { announcement } from './announcement.ts';
import { openBroker } from './broker.ts';
import { buildStale } from './build.ts';
import { assertDiskSpace, assertFormatKnown, diskAlarm, makeDataFolder, writeMarker } from './data/data-folder.ts';
import { InstanceLock, type RecordedChild } from './data/instance-lock.ts';
import { openDatabase } from './database.ts';
import { StartFailure } from './failure.ts';
import { assertPortFree, findFreePort } from './port.ts';
import { endProcess } from './process/end-process.ts';
import { RotatingLog } from './process/rotating-log.ts';
import { runOnce } from './process/run-once.ts';
import { type ChildSpec, SupervisedChild } from './process/supervised-child.ts';
import * as services from './services.ts';

const DISK_CHECK_MS = 30_000;
const READY_MS = 60_000;
const ORPHAN_PATIENCE = 10_000;

/** Stops a start on its way when it is not wanted any more; nobody gets to see it. */
class NotWanted extends Error {}

/** Everything that one start has started, in order; stopping goes the other way round. */
export class Instance {
  /** Resolves with the reason when the instance must stop by itself. */
  readonly mustStop: Promise<StartFailure>;
  private readonly root: string;
  private readonly options: StartOptions;
  private readonly say: (line: string) => void;
  private readonly toStop: (() => Promise<void> | void)[] = [];
  private demandStop: (reason: StartFailure) => void = () => undefined;
  private lock: InstanceLock | undefined;
  private starting: Promise<void> = Promise.resolve();
  private stopped: Promise<void> | undefined;

  constructor(root: string, options: StartOptions, say: (line: string) => void) {
    this.root = root;
    this.options = options;
    this.say = say;
    this.mustStop = new Promise((resolve) => {
      this.demandStop = resolve;
    });
  }

  /** Starts everything and prints the block. Rejects with StartFailure; `stop` then ends what was begun. */
  start(version: string): Promise<void> {
    this.starting = this.startAll(version);
    return this.starting;
  }

  /** Ends everything in order: fab, api, worker, broker, database. May be called at any time, and more than once. */
  stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  private async startAll(version: string): Promise<void> {
    await this.takeDataFolder();
    const surroundings = await this.buildAndOpen();
    this.say('Bringing the schema up to date …');
    await runOnce(services.migration(surroundings), this.logOf('migration'));
    writeMarker(this.options.dataDir, version);
    this.assertWanted();
    this.say('Starting the application …');
    await this.startServices(surroundings);
    this.say(announcement(this.options));
    if (this.options.demo) await this.supervise(services.simulatorService(surroundings), () => Promise.resolve(true));
  }

  private async stopAll(): Promise<void> {
    await this.stopBegun();
    // A start that was interrupted may have begun one thing more before it noticed.
    await this.starting.catch(() => undefined);
    await this.stopBegun();
    this.lock?.release();
  }

  private async stopBegun(): Promise<void> {
    for (let end = this.toStop.pop(); end !== undefined; end = this.toStop.pop()) {
      try {
        await end();
      } catch (error) {
        this.say(error instanceof Error ? error.message : String(error));
      }
    }
  }

  private assertWanted(): void {
    if (this.stopped !== undefined) throw new NotWanted();
  }

  private async takeDataFolder(): Promise<void> {
    const { dataDir, host, port } = this.options;
    makeDataFolder(dataDir);
    assertFormatKnown(dataDir);
    const { lock, orphans } = InstanceLock.acquire(dataDir);
    this.lock = lock;
    await Promise.all(orphans.map((orphan) => this.endOrphan(orphan)));
    assertDiskSpace(dataDir);
    await assertPortFree(port, host);
    const watch = setInterval(() => this.watchDisk(), DISK_CHECK_MS);
    this.toStop.push(() => clearInterval(watch));
  }

  private async endOrphan(orphan: RecordedChild): Promise<void> {
    const how = await endProcess(orphan, ORPHAN_PATIENCE);
    if (how === 'was gone') return;
    this.say(`Ended the ${orphan.name} (process ${orphan.pid}) that an earlier start had left behind.`);
  }

  private watchDisk(): void {
    const alarm = diskAlarm(this.options.dataDir);
    if (alarm !== null) this.demandStop(new StartFailure(alarm));
  }

  /** Neither waits for the other; when one fails, the other still comes to its end, so that `stop` finds it. */
  private async buildAndOpen(): Promise<services.Surroundings> {
    this.say('Building what is stale …');
    const [built, opened] = [buildStale(this.root), this.openStores()];
    await Promise.allSettled([built, opened]);
    this.assertWanted();
    await built;
    return opened;
  }

  private async openStores(): Promise<services.Surroundings> {
    this.say('Starting the database …');
    const { dataDir, database: url } = this.options;
    const database = await openDatabase(dataDir, url, { say: this.say, lost: this.demandStop });
    this.toStop.push(() => database.stop());
    this.assertWanted();
    const broker = await openBroker(this.options, {
      say: this.say,
      started: (pid) => this.lock?.recordChild('Kafka broker', pid),
    });
    this.toStop.push(() => broker.stop());
    this.assertWanted();
    const workerPort = await findFreePort();
    return { root: this.root, options: this.options, databaseUrl: database.url, brokers: broker.addresses, workerPort };
  }

  private async startServices(surroundings: services.Surroundings): Promise<void> {
    const address = services.localAddress(this.options);
    const workerAddress = `http://127.0.0.1:${surroundings.workerPort}`;
    await Promise.all([
      this.supervise(services.workerService(surroundings), () => services.answersReady(workerAddress)),
      this.supervise(services.apiService(surroundings), () => services.answersReady(address)),
    ]);
    // The command line finds the instance by this file.
    const serverUrl = join(this.options.dataDir, 'server-url');
    writeFileSync(serverUrl, `${address}\n`);
    this.toStop.push(() => rmSync(serverUrl, { force: true }));
  }

  private async supervise(spec: ChildSpec, ready: () => Promise<boolean>): Promise<void> {
    const child = new SupervisedChild(spec, this.logOf(spec.name), {
      started: (name, pid) => this.lock?.recordChild(name, pid),
      crashed: (name, how, delay) =>
        this.say(`The ${name} ended unexpectedly (${how}); starting it again in ${delay / 1000} s.`),
    });
    this.toStop.push(() => child.stop());
    await child.start(ready, READY_MS);
    this.assertWanted();
  }

  private logOf(name: string): RotatingLog {
    return new RotatingLog(join(this.options.dataDir, 'logs', `${name}.log`));
  }
}
