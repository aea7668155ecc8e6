import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseOptions, type IForbiddenRuleType } from 'dependency-cruiser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

let folder: string;

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Runs the repository's own rules over the small repository in `folder` and returns the names of the broken ones. */
async function brokenRules(): Promise<string[]> {
  const config = (await import(join(folder, '.dependency-cruiser.mjs'))) as {
    default: { forbidden: IForbiddenRuleType[]; options: ICruiseOptions };
  };
  const { forbidden, options } = config.default;
  const { tsConfig: _tsConfig, ...others } = options;
  const { output } = await cruise(
    ['libs'],
    { ...others, baseDir: folder, ruleSet: { forbidden }, validate: true },
    options.enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error(output);
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))].sort();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-edges-'));
  await cp(join(root, '.dependency-cruiser.mjs'), join(folder, '.dependency-cruiser.mjs'));
  await write({
    'libs/fab/package.json': JSON.stringify({ name: '@fabwright/fab', exports: { '.': './src/index.ts' } }),
    'libs/quality/package.json': JSON.stringify({ name: '@fabwright/quality', exports: { '.': './src/index.ts' } }),
    'libs/fab/src/lot.ts': 'export const lot = 1;\n',
    'libs/fab/src/index.ts': `export * from './lot.ts';\n`,
  });
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('dependency-cruiser', () => {
  it('passes a library that keeps the rules', async () => {
    expect(await brokenRules()).toEqual([]);
  });

  it('sees two files that import each other', async () => {
    await write({
      'libs/fab/src/lot.ts': `import { wafer } from './wafer.ts';\nexport const lot = [wafer];\n`,
      'libs/fab/src/wafer.ts': `import { lot } from './lot.ts';\nexport const wafer = [lot];\n`,
    });
    expect(await brokenRules()).toEqual(['no-cycle']);
  });

  it('sees a circle made of types only', async () => {
    await write({
      'libs/fab/src/lot.ts': `import type { Wafer } from './wafer.ts';\nexport interface Lot { wafers: Wafer[] }\n`,
      'libs/fab/src/wafer.ts': `import type { Lot } from './lot.ts';\nexport interface Wafer { lot: Lot }\n`,
    });
    expect(await brokenRules()).toEqual(['no-cycle']);
  });

  it("sees an import past another library's index", async () => {
    await write({ 'libs/quality/src/index.ts': `export * from '../../fab/src/lot.ts';\n` });
    expect(await brokenRules()).toEqual(['only-the-index']);
  });

  it('sees code that imports a spec', async () => {
    await write({
      'libs/fab/src/lot.spec.ts': 'export const sample = 1;\n',
      'libs/fab/src/lot.ts': `export { sample } from './lot.spec.ts';\n`,
    });
    expect(await brokenRules()).toEqual(['no-spec-in-code']);
  });

  it('sees an import that leads nowhere and a file that nobody imports', async () => {
    await write({
      'libs/fab/src/lot.ts': `export * from './gone.ts';\n`,
      'libs/fab/src/forgotten.ts': 'export const forgotten = 1;\n',
    });
    expect(await brokenRules()).toEqual(['no-orphan', 'not-resolvable']);
  });
});
