import { appendFile, link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DropFolder } from './drop-folder.ts';

let path: string;
let folder: DropFolder;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'drop-')), 'drop');
  await mkdir(path);
  folder = new DropFolder(path);
  await folder.prepare();
});
afterEach(() => rm(join(path, '..'), { recursive: true, force: true }));

describe('the drop folder', () => {
  it('takes a file only when nothing has changed between two looks', async () => {
    const file = join(path, 'a.stdf');
    await writeFile(file, 'one');
    expect((await folder.look()).settled).toEqual([]);
    await appendFile(file, 'two');
    expect((await folder.look()).settled).toEqual([]);
    expect((await folder.look()).settled).toEqual([{ name: 'a.stdf', path: file, byteSize: 6 }]);
  });

  it('leaves copies in progress alone', async () => {
    for (const name of ['a.stdf.part', '.b.stdf.swp', 'c.stdf~', 'd.tmp']) await writeFile(join(path, name), 'x');
    await folder.look();
    expect(await folder.look()).toEqual({ settled: [], refused: [] });
  });

  it('refuses links to places outside, soft and hard, without reading them', async () => {
    const secret = join(path, '..', 'secret.stdf');
    await writeFile(secret, 'not yours');
    await symlink(secret, join(path, 'soft.stdf'));
    await link(secret, join(path, 'hard.stdf'));
    await symlink(join(path, '..'), join(path, 'folder.stdf'));
    await folder.look();
    const { settled, refused } = await folder.look();
    expect(settled).toEqual([]);
    expect(refused.map((file) => file.name)).toEqual(['folder.stdf', 'hard.stdf', 'soft.stdf']);
  });

  it('puts a failed file beside its reason and never overwrites an earlier one', async () => {
    for (const reason of ['first', 'second']) {
      const file = join(path, 'lot.stdf.gz');
      await writeFile(file, reason);
      await folder.moveToFailed({ name: 'lot.stdf.gz', path: file }, reason);
    }
    const failed = join(path, 'failed');
    expect((await readdir(failed)).sort()).toEqual([
      'lot-2.stdf.gz',
      'lot-2.stdf.gz.reason.txt',
      'lot.stdf.gz',
      'lot.stdf.gz.reason.txt',
    ]);
    expect(await readFile(join(failed, 'lot-2.stdf.gz.reason.txt'), 'utf8')).toBe('second\n');
    expect(await readdir(path)).toEqual(['done', 'failed']);
  });
});
