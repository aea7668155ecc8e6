import { chmodSync, mkdirSync, readFileSync, renameSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../failure.ts';

/** Raised when the layout of the data folder changes so that an older version would misread it. */
export const DATA_FORMAT = 1;

const GIB = 1024 ** 3;
const NEEDED_TO_START = 2 * GIB;
/** Below this the instance stops by itself, while the database can still write its checkpoint. */
const NEEDED_TO_RUN = 0.5 * GIB;

interface VersionMarker {
  readonly format: number;
  /** The version of Fabwright that wrote it, for people. */
  readonly version: string;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Makes the folder. Owner-only, except as root, where PostgreSQL runs as another account that must pass. */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    for (const [name, mode] of [
      ['secrets', 0o700],
      ['logs', 0o700],
      ['drop', 0o700],
    ] as const) {
      mkdirSync(join(dataDir, name), { recursive: true, mode });
    }
  } catch (error) {
    throw new StartFailure(
      `The data folder ${dataDir} can't be written (${reason(error)}): choose another with --data-dir.`,
    );
  }
}

/** Throws StartFailure when a newer version worked in this folder: its data could be misread. */
export function assertFormatKnown(dataDir: string): void {
  const marker = readMarker(dataDir);
  if (marker !== null && marker.format > DATA_FORMAT) {
    throw new StartFailure(
      `The data folder ${dataDir} comes from a newer version (${marker.version}): ` +
        'update Fabwright, or choose another folder with --data-dir.',
    );
  }
}

function readMarker(dataDir: string): VersionMarker | null {
  const file = join(dataDir, 'version.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const marker = JSON.parse(text) as Partial<VersionMarker>;
    if (typeof marker.format === 'number') return { format: marker.format, version: marker.version ?? 'unknown' };
  } catch {
    // Said below.
  }
  throw new StartFailure(`${file} is damaged: restore it from a backup, or choose another folder with --data-dir.`);
}

/** Says in the folder which version worked here last. */
export function writeMarker(dataDir: string, version: string): void {
  const file = join(dataDir, 'version.json');
  writeFileSync(`${file}.new`, `${JSON.stringify({ format: DATA_FORMAT, version } satisfies VersionMarker)}\n`);
  renameSync(`${file}.new`, file);
}

/** Bytes that we may still write where the folder lies. */
export function freeBytes(dataDir: string): number {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize;
}

function gibibytes(bytes: number): string {
  return (bytes / GIB).toFixed(1);
}

/** Throws StartFailure when the disk is as good as full. */
export function assertDiskSpace(dataDir: string, free = freeBytes(dataDir)): void {
  if (free < NEEDED_TO_START) {
    throw new StartFailure(
      `The disk of ${dataDir} has ${gibibytes(free)} GiB left, ${gibibytes(NEEDED_TO_START)} are needed: ` +
        'make room, or choose a folder on another disk with --data-dir.',
    );
  }
}

/** One line when a running instance should stop before the disk is full; null while there is room. */
export function diskAlarm(dataDir: string, free = freeBytes(dataDir)): string | null {
  if (free >= NEEDED_TO_RUN) return null;
  return `The disk of ${dataDir} is nearly full (${gibibytes(free)} GiB left), so everything was stopped: make room and start again.`;
}
