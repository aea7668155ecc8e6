import { z } from 'zod';
import { CliError } from '../cli-error.ts';

/** The part of the API's answer about one import that a shell shows. Yields are fractions, null without a denominator. */
const yields = z.object({
  final: z.number().nullable(),
  firstPass: z.number().nullable(),
  record: z.number().nullable(),
  gross: z.number(),
});

const importState = z.object({
  importId: z.string(),
  fileName: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'duplicate']),
  progress: z.number(),
  duplicateOf: z.string().nullish(),
  summary: z
    .object({
      lots: z.array(z.string()),
      productId: z.string().nullish(),
      wafers: z.number(),
      dies: z.number(),
      partRecords: z.number(),
      tests: z.number(),
      results: z.number(),
      relation: z.string(),
      inspection: z.object({ step: z.string(), tool: z.string(), defects: z.number() }).nullish(),
      yields,
    })
    .nullish(),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), count: z.number() })),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      byteOffset: z.number().nullish(),
      record: z.string().nullish(),
      remedy: z.string(),
    })
    .nullish(),
});

export type ImportState = z.infer<typeof importState>;

const accepted = z.object({ importId: z.string() });

export function readAccepted(answer: unknown): string {
  const parsed = accepted.safeParse(answer);
  if (!parsed.success) throw unexpected();
  return parsed.data.importId;
}

export function readImportState(answer: unknown): ImportState {
  const parsed = importState.safeParse(answer);
  if (!parsed.success) throw unexpected();
  return parsed.data;
}

function unexpected(): CliError {
  return new CliError(
    'The server answers in a form this version does not know. Use the fab command of the same version.',
  );
}
