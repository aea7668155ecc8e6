import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface Edge {
  readonly title: string;
  /** A file that exists; its text is replaced for the lint only. */
  readonly file: string;
  readonly code: string;
  readonly rule: string;
}

const BOUNDARIES = '@nx/enforce-module-boundaries';

const forbidden: Edge[] = [
  {
    title: 'a contract library imports a domain library',
    file: 'libs/analytics/src/index.ts',
    code: `export * from '@fabwright/quality';`,
    rule: BOUNDARIES,
  },
  {
    title: 'the platform imports a domain library',
    file: 'libs/platform/src/index.ts',
    code: `export * from '@fabwright/fab';`,
    rule: BOUNDARIES,
  },
  {
    title: 'a domain library imports another that its package.json does not name',
    file: 'libs/fab/src/index.ts',
    code: `export * from '@fabwright/reports';`,
    rule: 'local/declared-libraries',
  },
  {
    title: 'code that both sides share imports Angular',
    file: 'libs/facts/src/index.ts',
    code: `export { signal } from '@angular/core';`,
    rule: BOUNDARIES,
  },
  {
    title: 'code that both sides share imports the database',
    file: 'libs/charts/src/index.ts',
    code: `export { Entity } from 'typeorm';`,
    rule: BOUNDARIES,
  },
  {
    title: 'code that both sides share imports Node',
    file: 'libs/formats/src/index.ts',
    code: `export { readFile } from 'node:fs/promises';`,
    rule: 'no-restricted-imports',
  },
  {
    title: 'code that both sides share uses a global of Node',
    file: 'libs/contracts/src/index.ts',
    code: `export const home = process.env['HOME'];`,
    rule: 'no-restricted-globals',
  },
  {
    title: 'the server imports Angular',
    file: 'libs/platform/src/index.ts',
    code: `export { signal } from '@angular/core';`,
    rule: BOUNDARIES,
  },
  {
    title: 'a domain library talks to Kafka past the port',
    file: 'libs/ingest/src/index.ts',
    code: `export { Kafka } from 'kafkajs';`,
    rule: BOUNDARIES,
  },
  {
    title: 'code imports the testing library',
    file: 'libs/quality/src/index.ts',
    code: `export * from '@fabwright/testing';`,
    rule: BOUNDARIES,
  },
  {
    title: 'a library imports an app',
    file: 'libs/reports/src/index.ts',
    code: `export * from '@fabwright/api';`,
    rule: BOUNDARIES,
  },
  {
    title: 'a server loads the runtime of language models into its own process',
    file: 'libs/language/src/index.ts',
    code: `export { getLlama } from 'node-llama-cpp';`,
    rule: 'no-restricted-imports',
  },
  {
    title: 'an import of any',
    file: 'libs/fab/src/index.ts',
    code: `export const lot: any = 1;`,
    rule: '@typescript-eslint/no-explicit-any',
  },
];

const webEdges: Edge[] = [
  {
    title: 'the browser imports Nest',
    file: 'libs/ui/src/index.ts',
    code: `export { Injectable } from '@nestjs/common';`,
    rule: BOUNDARIES,
  },
  {
    title: 'the browser imports the server platform',
    file: 'libs/data-access/src/index.ts',
    code: `export * from '@fabwright/platform';`,
    rule: BOUNDARIES,
  },
  {
    title: 'the browser imports Node',
    file: 'libs/ui/src/index.ts',
    code: `export { join } from 'node:path';`,
    rule: 'no-restricted-imports',
  },
];

const allowed: Omit<Edge, 'rule'>[] = [
  {
    title: 'a domain library imports the platform',
    file: 'libs/quality/src/index.ts',
    code: `export * from '@fabwright/platform';`,
  },
  { title: 'charts import facts', file: 'libs/charts/src/index.ts', code: `export * from '@fabwright/facts';` },
];

let eslint: ESLint;

/** Ids of the rules that complain; a parse error counts as `parse`. */
async function complaints(file: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(`${code}\n`, { filePath: resolve(root, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? 'parse'));
}

describe('the dependency rules bite when', () => {
  beforeAll(() => {
    // Who may import whom is told without types, which take longest to know; the whole lint knows them.
    const withoutTypes = [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }];
    eslint = new ESLint({ cwd: root, overrideConfig: withoutTypes });
  });

  it.each([...forbidden, ...webEdges])('$title', { timeout: 120_000 }, async ({ file, code, rule }) => {
    expect(await complaints(file, code)).toContain(rule);
  });

  it.each(allowed)('and keep quiet when $title', { timeout: 120_000 }, async ({ file, code }) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});
