import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Dependency, isAllowed, licencesPage, readDependencies } from './inventory.ts';
import { isMet } from './spdx.ts';

const dependency = (licence: string, name = 'x'): Dependency => ({
  name,
  version: '1.0.0',
  licence,
  why: '',
  development: false,
});

describe('a licence expression', () => {
  const allowed = new Set(['MIT', 'Apache-2.0']);
  it.each([
    ['MIT', true],
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND GPL-3.0-only', false],
    ['MIT AND Apache-2.0', true],
    // AND binds closer than OR.
    ['MIT OR GPL-3.0-only AND LGPL-2.1-only', true],
    ['GPL-3.0-only AND MIT OR LGPL-2.1-only', false],
    ['(GPL-3.0-only OR MIT) AND Apache-2.0', true],
    ['', false],
  ])('%s is met: %s', (expression, expected) => {
    expect(isMet(expression, allowed)).toBe(expected);
  });

  it.each(['MIT Apache-2.0', '(MIT', 'SEE LICENSE IN LICENSE'])('%s is not guessed at', (expression) => {
    expect(() => isMet(expression, allowed)).toThrow();
  });
});

describe('a dependency', () => {
  it('under a copyleft or an unknown licence is refused', () => {
    expect(isAllowed(dependency('GPL-3.0-only'))).toBe(false);
    expect(isAllowed(dependency('AGPL-3.0-or-later'))).toBe(false);
    expect(isAllowed(dependency(''))).toBe(false);
  });

  it('may be under OFL or CC-BY only as a font or data', () => {
    expect(isAllowed(dependency('OFL-1.1', '@fontsource-variable/inter'))).toBe(true);
    expect(isAllowed(dependency('CC-BY-4.0', 'caniuse-lite'))).toBe(true);
    expect(isAllowed(dependency('OFL-1.1', 'some-library'))).toBe(false);
  });
});

describe('the inventory', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'libs/fab': { version: '0.1.0' },
      'node_modules/@fabwright/fab': { link: true },
      'node_modules/pg': { version: '8.0.0', license: 'MIT' },
      'node_modules/a/node_modules/b': { version: '2.0.0', license: 'ISC', dev: true },
      'node_modules/b': { version: '2.0.0', license: 'ISC' },
      'node_modules/busboy': { version: '1.6.0' },
      'node_modules/streamsearch': { version: '9.9.9' },
    },
  };

  it('has each package once a version, ours not, and knows what production uses', () => {
    const found = readDependencies(lock);
    expect(found.map(({ name }) => name)).toEqual(['b', 'busboy', 'pg', 'streamsearch']);
    expect(found.find(({ name }) => name === 'b')?.development).toBe(false);
  });

  it('takes what a person looked up for that version only', () => {
    const found = readDependencies(lock);
    expect(found.filter((one) => !isAllowed(one)).map(({ name }) => name)).toEqual(['streamsearch']);
  });

  it('of this repository is allowed throughout', () => {
    const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
    const found = readDependencies(JSON.parse(text) as typeof lock);
    expect(found.length).toBeGreaterThan(500);
    expect(found.filter((one) => !isAllowed(one))).toEqual([]);
    expect(licencesPage(found)).toContain('| pg |');
  });
});
