import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppliedAdjustment } from '../model/recipes.ts';

/** What a restart needs to go on. Everything else follows from the seed. */
export interface FabState {
  readonly version: 1;
  readonly seed: number;
  readonly epoch: number;
  readonly historyDays: number;
  readonly wafersPerLot: number;
  /** Fab time when this was kept. */
  readonly fabTime: number;
  /** Entries of the history that were acknowledged, in their fixed order. */
  readonly historyDone: number;
  /** Fab time up to which everything later than the epoch was acknowledged. */
  readonly liveUntil: number;
  /** Where reading of what the server says goes on. */
  readonly cursor: string | null;
  readonly adjustments: readonly AppliedAdjustment[];
}

const FILE = 'fab-state.json';
const NUMBERS = ['seed', 'epoch', 'historyDays', 'wafersPerLot', 'fabTime', 'historyDone', 'liveUntil'] as const;

export class StateError extends Error {}

/** Reads the kept state; nothing where the folder has none. */
export async function readState(folder: string): Promise<FabState | undefined> {
  const file = join(folder, FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const state = parsed(text);
  if (isState(state)) return state;
  throw new StateError(
    `${file} is not a state of this fab. Move it away to begin a new fab; its events keep their ids.`,
  );
}

/** Replaces the kept state: afterwards either the old or the new one is there, never half of one. */
export async function writeState(folder: string, state: FabState): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, FILE);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(state));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isState(value: unknown): value is FabState {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Partial<Record<keyof FabState, unknown>>;
  if (state.version !== 1 || !Array.isArray(state.adjustments)) return false;
  if (state.cursor !== null && typeof state.cursor !== 'string') return false;
  return NUMBERS.every((field) => Number.isFinite(state[field]));
}
