import { z } from 'zod';

/** What the docs and the start-up check know of one setting, beside its schema. */
export interface SettingNote {
  /** The environment variable, `FAB_…`. */
  readonly env: string;
  /** One sentence for the table of settings. */
  readonly summary: string;
  /** Never printed, never logged. */
  readonly secret?: boolean;
}

const notes = new WeakMap<z.ZodType, SettingNote>();

/** Ties a schema to its environment variable. Must be the last call on the schema: zod's methods return copies. */
export function setting<T extends z.ZodType>(
  env: string,
  schema: T,
  summary: string,
  more: { secret?: boolean } = {},
): T {
  notes.set(schema, { env, summary, ...more });
  return schema;
}

/** Throws when a field of a concern was not made by `setting`. */
export function noteOf(field: string, schema: z.ZodType): SettingNote {
  const note = notes.get(schema);
  if (!note) throw new Error(`The setting "${field}" has no environment variable.`);
  return note;
}

export const port = z.coerce.number().int().min(0).max(65_535);
export const flag = z.stringbool();
/** Comma-separated, blanks ignored. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
/** A byte count, plain or with K, M, G (powers of 1,024). */
export const bytes = z
  .string()
  .regex(/^\d+(\.\d+)? ?[KMG]?i?B?$/i, 'must be a number of bytes, such as 4G or 900000')
  .transform((text) => {
    const unit = /[KMG]/i.exec(text)?.[0].toUpperCase() ?? '';
    return Math.round(Number.parseFloat(text) * 1024 ** ' KMG'.indexOf(unit || ' '));
  });
