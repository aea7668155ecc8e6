import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.ts';

const repository = resolve(import.meta.dirname, '../..');

describe('a bundle', () => {
  let root: string;
  beforeAll(() => {
    // Packages are found from where the bundle lies, so it has to lie in the repository.
    mkdirSync(join(repository, 'dist'), { recursive: true });
    root = mkdtempSync(join(repository, 'dist/bundle-spec-'));
    mkdirSync(join(root, 'apps/tiny/src'), { recursive: true });
    const write = (name: string, text: string): void => writeFileSync(join(root, 'apps/tiny/src', name), text);
    write('clock.ts', `export class Clock { now(): number { return 42; } }\n`);
    write(
      'main.ts',
      `import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { Clock } from './clock.ts';
import type { Unused } from './types.ts';
@Injectable()
class Service { constructor(readonly clock: Clock, readonly unused?: Unused) {} }
const [first] = Reflect.getMetadata('design:paramtypes', Service) as [typeof Clock];
console.log(first.name, new first().now(), Service.name);
if (process.argv[2] === 'throw') throw new Error('from the source');
`,
    );
    write('types.ts', 'export interface Unused { a: 1 }\n');
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('keeps the metadata of decorators, takes own code in and leaves packages outside', async () => {
    await bundle(root, 'tiny');
    const file = join(root, 'dist/apps/tiny/main.mjs');
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('Clock 42 Service\n');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('return 42');
    expect(text).toMatch(/from ["']@nestjs\/common["']/);
  });

  it('has a file of its own for each thread of the program', async () => {
    const source = join(root, 'apps/tiny/src/clock.thread.ts');
    writeFileSync(source, `import { Clock } from './clock.ts';\nconsole.log(new Clock().now());\n`);
    await bundle(root, 'tiny');
    rmSync(source);
    const file = join(root, 'dist/apps/tiny/clock.thread.mjs');
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('42\n');
  });

  it('says where in the source something went wrong', async () => {
    await bundle(root, 'tiny');
    const file = join(root, 'dist/apps/tiny/main.mjs');
    const run = (): string =>
      execFileSync(process.execPath, ['--enable-source-maps', file, 'throw'], { encoding: 'utf8', stdio: 'pipe' });
    expect(run).toThrow(/apps\/tiny\/src\/main\.ts:9/);
  });

  it('is not made of code that does not compile', async () => {
    mkdirSync(join(root, 'apps/broken/src'), { recursive: true });
    writeFileSync(join(root, 'apps/broken/src/main.ts'), `import { gone } from './gone.ts';\nconsole.log(gone);\n`);
    await expect(bundle(root, 'broken')).rejects.toThrow('gone.ts');
  });
});
