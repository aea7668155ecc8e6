import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readState, StateError, writeState, type FabState } from './fab-state.ts';

const state: FabState = {
  version: 1,
  seed: 1,
  epoch: 10,
  historyDays: 180,
  wafersPerLot: 13,
  fabTime: 20,
  historyDone: 5,
  liveUntil: 15,
  cursor: 'c',
  adjustments: [],
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fab-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('kept state', () => {
  it('is nothing in an empty or missing folder', async () => {
    expect(await readState(folder)).toBeUndefined();
    expect(await readState(join(folder, 'missing'))).toBeUndefined();
  });

  it('comes back as it was, and leaves no half-written file', async () => {
    await writeState(join(folder, 'new'), state);
    await writeState(join(folder, 'new'), { ...state, historyDone: 6 });
    expect(await readState(join(folder, 'new'))).toEqual({ ...state, historyDone: 6 });
    expect(await readdir(join(folder, 'new'))).toEqual(['fab-state.json']);
  });

  it.each(['', '{', 'null', '{"version":2}', JSON.stringify({ ...state, epoch: 'x' })])('refuses %s', async (text) => {
    await writeFile(join(folder, 'fab-state.json'), text);
    await expect(readState(folder)).rejects.toThrow(StateError);
  });
});
