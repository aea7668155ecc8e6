import type { z } from 'zod';
import { CONCERNS, SETTINGS_OF_OTHER_PROGRAMS } from './concerns.ts';
import { noteOf } from './setting.ts';

type Concerns = typeof CONCERNS;
type Values = { readonly [K in keyof Concerns]: Readonly<z.output<Concerns[K]>> };

/** The settings could not be used. The message has one line a problem, and no value of a secret. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

/** Every setting, checked and frozen. Made once, before the application starts; inject it where it is needed. */
export class FabConfig implements Values {
  readonly server!: Values['server'];
  readonly worker!: Values['worker'];
  readonly database!: Values['database'];
  readonly data!: Values['data'];
  readonly kafka!: Values['kafka'];
  readonly fab!: Values['fab'];
  readonly log!: Values['log'];
  readonly session!: Values['session'];
  readonly delivery!: Values['delivery'];
  readonly models!: Values['models'];
  readonly ingest!: Values['ingest'];
  readonly demo!: Values['demo'];

  private constructor(values: Values) {
    Object.assign(this, values);
    Object.freeze(this);
  }

  /** Throws SettingsError that names every problem at once. */
  static fromEnvironment(env: Readonly<Record<string, string | undefined>>): FabConfig {
    const problems = unknownVariables(env);
    const values: Record<string, unknown> = {};
    for (const [concern, schema] of Object.entries(CONCERNS)) {
      const parsed = parseConcern(schema, env);
      problems.push(...parsed.problems);
      values[concern] = Object.freeze(parsed.value);
    }
    if (problems.length > 0) throw new SettingsError(problems);
    return new FabConfig(values as unknown as Values);
  }
}

function parseConcern(
  schema: z.ZodObject,
  env: Readonly<Record<string, string | undefined>>,
): { problems: string[]; value: Record<string, unknown> } {
  const problems: string[] = [];
  const value: Record<string, unknown> = {};
  for (const [field, type] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const note = noteOf(field, type);
    // An empty variable means "not set": that is how compose files leave things out.
    const raw = env[note.env] === '' ? undefined : env[note.env];
    const parsed = type.safeParse(raw);
    if (parsed.success) {
      if (parsed.data !== undefined) value[field] = parsed.data;
    } else {
      const shown = raw === undefined ? 'is not set' : note.secret ? 'is set, but not usable' : `is "${raw}"`;
      problems.push(`${note.env} ${shown}: ${parsed.error.issues[0]?.message ?? 'not valid'}. ${note.summary}`);
    }
  }
  return { problems, value };
}

/** A mistyped name must not silently mean the default. */
function unknownVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = knownVariables();
  return Object.keys(env)
    .filter((name) => name.startsWith('FAB_') && !known.includes(name))
    .map((name) => {
      const near = known.find((candidate) => editDistance(candidate, name) <= 2);
      return `${name} is not a setting of Fabwright${near ? `; did you mean ${near}?` : '. See docs/settings.md.'}`;
    });
}

function knownVariables(): string[] {
  const own = Object.values(CONCERNS).flatMap((schema) =>
    (Object.entries(schema.shape) as [string, z.ZodType][]).map(([field, type]) => noteOf(field, type).env),
  );
  return [...own, ...Object.keys(SETTINGS_OF_OTHER_PROGRAMS)];
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
