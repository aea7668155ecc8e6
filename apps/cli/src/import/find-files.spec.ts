import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles } from './find-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-'));
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  for (const name of [
    'b.stdf',
    'a.STD',
    'deep/c.stdf.gz',
    'deep/er/d.std.gz',
    'e.klarf',
    'f.001',
    'g.xml.gz',
    'notes.txt',
    'odd.dat',
  ]) {
    writeFileSync(join(folder, name), '');
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const found = async (...paths: string[]): Promise<string[]> => {
  const files = await findFiles(paths.map((path) => join(folder, path)));
  return files.map((file) => file.slice(folder.length + 1));
};

describe('findFiles', () => {
  it('takes the wafer-sort files of a folder and those below it', async () => {
    expect(await found('')).toEqual([
      'a.STD',
      'b.stdf',
      'deep/c.stdf.gz',
      'deep/er/d.std.gz',
      'e.klarf',
      'f.001',
      'g.xml.gz',
    ]);
  });

  it('takes a file that is named, whatever it is called', async () => {
    expect(await found('odd.dat')).toEqual(['odd.dat']);
  });

  it('expands globs, and takes each file once', async () => {
    expect(await found('*.stdf', 'b.stdf', 'deep')).toEqual(['b.stdf', 'deep/c.stdf.gz', 'deep/er/d.std.gz']);
  });

  it.each(['none.stdf', '*.kla'])('says so when %s means no file', async (path) => {
    await expect(found(path)).rejects.toThrow(path);
  });
});
