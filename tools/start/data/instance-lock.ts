import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../failure.ts';
import { identify, isAlive, type ProcessIdentity } from '../process/process-identity.ts';

export interface RecordedChild extends ProcessIdentity {
  readonly name: string;
}

interface LockContent extends ProcessIdentity {
  /** Wall clock, ISO 8601, for people. */
  readonly since: string;
  readonly children: readonly RecordedChild[];
}

const FILE = 'instance.json';

function code(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** What lies in the file; null when there is none, or when a crash left something unreadable. */
function readLock(file: string): LockContent | null {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Partial<LockContent>;
    return typeof content.pid === 'number' && Array.isArray(content.children) ? (content as LockContent) : null;
  } catch (error) {
    if (code(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * At most one instance works in a data folder. The lock names its process and its children, so that the start
 * after a `kill -9` knows that nobody holds it any more and which processes were left behind.
 */
export class InstanceLock {
  private children: readonly RecordedChild[] = [];
  private readonly file: string;
  private readonly own: ProcessIdentity;
  private readonly since = new Date().toISOString();

  private constructor(file: string) {
    this.file = file;
    this.own = identify(process.pid);
  }

  /**
   * Takes the folder. `orphans` are children of an instance that was killed; they may still run.
   * Throws StartFailure when an instance that lives holds it.
   */
  static acquire(dataDir: string): { lock: InstanceLock; orphans: readonly RecordedChild[] } {
    mkdirSync(dataDir, { recursive: true });
    const lock = new InstanceLock(join(dataDir, FILE));
    let orphans: readonly RecordedChild[] = [];
    while (!lock.tryCreate()) orphans = [...orphans, ...lock.removeStale(dataDir)];
    return { lock, orphans };
  }

  /** Remembers a child before anything else can happen, so that a kill -9 leaves no unknown orphan. */
  recordChild(name: string, pid: number): void {
    this.children = [...this.children.filter((child) => child.name !== name), { name, ...identify(pid) }];
    const fresh = this.writeBeside();
    renameSync(fresh, this.file);
  }

  /** Gives the folder free. Harmless when somebody else holds it by now. */
  release(): void {
    if (readLock(this.file)?.pid === this.own.pid) rmSync(this.file, { force: true });
  }

  private writeBeside(): string {
    const content: LockContent = { ...this.own, since: this.since, children: this.children };
    const fresh = `${this.file}.${process.pid}`;
    writeFileSync(fresh, JSON.stringify(content), { mode: 0o600 });
    return fresh;
  }

  /** A link appears whole or not at all, and only one of two starts can make it. */
  private tryCreate(): boolean {
    const fresh = this.writeBeside();
    try {
      linkSync(fresh, this.file);
      return true;
    } catch (error) {
      if (code(error) === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(fresh, { force: true });
    }
  }

  /** Moves the lock of a dead instance away; of two starts that try, one gets it and its orphans. */
  private removeStale(dataDir: string): readonly RecordedChild[] {
    const holder = readLock(this.file);
    if (holder !== null && isAlive(holder)) {
      throw new StartFailure(
        `The data folder ${dataDir} is in use by another instance (process ${holder.pid}, since ${holder.since}): ` +
          'stop that one, or choose another folder with --data-dir.',
      );
    }
    const stale = `${this.file}.stale-${process.pid}`;
    try {
      renameSync(this.file, stale);
    } catch (error) {
      if (code(error) === 'ENOENT') return [];
      throw error;
    }
    const left = readLock(stale)?.children ?? [];
    rmSync(stale, { force: true });
    return left;
  }
}
