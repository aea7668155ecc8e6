import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRandomModel } from '@fabwright/testing/random-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { question } from '../../test/language-model.contract.ts';
import { EmbeddedModels } from './embedded/embedded-models.ts';
import { jsonGrammar } from './json-grammar.ts';
import type { LanguageModel } from './language-model.ts';

const object = (properties: object, rest: object = {}): Record<string, unknown> => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...rest,
});

/** Schemas, and what anything said under them must be. */
const SCHEMAS: readonly (readonly [string, Record<string, unknown>, z.ZodType])[] = [
  ['a choice of values', { enum: ['ET-04', 7, null, true] }, z.union([z.literal(['ET-04', 7, true]), z.null()])],
  ['a value with marks', { const: 'a "b" \\ c\n良' }, z.literal('a "b" \\ c\n良')],
  ['several types', { type: ['boolean', 'null'] }, z.boolean().nullable()],
  ['a range of integers', { type: 'integer', minimum: -2, maximum: 3 }, z.int().min(-2).max(3)],
  [
    'a string of bounded length',
    { type: 'string', minLength: 2, maxLength: 4 },
    // Noise also writes bytes that are no character; those stand as U+FFFD, several for one.
    z.string().regex(/^(.{2,4}|.*\uFFFD.*)$/su),
  ],
  [
    'an object whose properties may be missing',
    object({ a: { enum: [1] }, b: { enum: [2] }, c: { enum: [3] } }, { required: ['b'] }),
    z.strictObject({ a: z.literal(1).optional(), b: z.literal(2), c: z.literal(3).optional() }),
  ],
  [
    'an object without a required property',
    object({ a: { type: 'boolean' }, b: { type: 'boolean' } }),
    z.strictObject({ a: z.boolean().optional(), b: z.boolean().optional() }),
  ],
  [
    'arrays with their lengths',
    object(
      {
        some: { type: 'array', items: { enum: [1, 2] }, minItems: 2, maxItems: 3 },
        none: { type: 'array', items: { enum: [1] }, maxItems: 0 },
      },
      { required: ['some', 'none'] },
    ),
    z.strictObject({
      some: z
        .array(z.literal([1, 2]))
        .min(2)
        .max(3),
      none: z.array(z.never()),
    }),
  ],
  [
    'one of several forms, and a part that holds itself',
    {
      ...object({ next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } }, { required: ['next'] }),
    },
    z.object({ next: z.unknown() }),
  ],
  [
    'a part by reference',
    { ...object({ tool: { $ref: '#/$defs/tool' } }, { required: ['tool'] }), $defs: { tool: { enum: ['ET-04'] } } },
    z.strictObject({ tool: z.literal('ET-04') }),
  ],
];

describe('a grammar for a JSON schema', { timeout: 120_000 }, () => {
  let folder: string;
  const models = new EmbeddedModels({ limits: { niceness: 0 } });
  let model: LanguageModel;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fabwright-models-'));
    const weights = join(folder, 'noise.gguf');
    await writeRandomModel(weights);
    model = models.open({ weights });
  });
  afterAll(async () => {
    await models.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(SCHEMAS)('admits nothing but %s', async (_, schema, form) => {
    expect(jsonGrammar(schema).exact).toBe(true);
    const said = new Set<string>();
    for (let seed = 1; seed <= 8; seed += 1) {
      const request = question({ form: { kind: 'json', schema }, temperature: 2, seed, maxTokens: 600 });
      const { text, finish } = await model.ask(request);
      // A string of noise may outlast its tokens; what is whole must fit.
      if (finish === 'stop') expect(form.safeParse(JSON.parse(text)), text).toMatchObject({ success: true });
      said.add(finish);
    }
    expect([...said]).toContain('stop');
  });

  it.each([
    ['a pattern', { type: 'string', pattern: '^a' }],
    ['an open range', { type: 'integer', minimum: 1 }],
    ['a range of numbers', { type: 'number', maximum: 1 }],
    ['all of several forms', { allOf: [{ type: 'string' }, { minLength: 1 }] }],
    ['one form and no other', { oneOf: [{ type: 'string' }, { enum: ['a'] }] }],
    ['a very long string', { type: 'string', maxLength: 100_000 }],
  ])('says that it can not hold %s', (_, schema) => {
    expect(jsonGrammar(schema)).toMatchObject({ exact: false });
  });

  it.each([
    ['a type that does not exist', { type: 'wafer' }],
    ['a reference that leads nowhere', { $ref: '#/$defs/absent' }],
    ['a reference to elsewhere', { $ref: 'https://fab.example/schema.json' }],
    ['no choice', { enum: [] }],
    ['a part that is no schema', { type: 'array', items: false }],
  ])('refuses %s', (_, schema) => {
    expect(() => jsonGrammar(schema)).toThrow(expect.objectContaining({ code: 'refused' }) as Error);
  });
});
