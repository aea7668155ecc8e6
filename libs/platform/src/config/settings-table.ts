import { z } from 'zod';
import { CONCERNS, SETTINGS_OF_OTHER_PROGRAMS } from './concerns.ts';
import { noteOf } from './setting.ts';

/** The page docs/settings.md, from the schemas. */
export function settingsTable(): string {
  const rows = Object.values(CONCERNS).flatMap((schema) =>
    (Object.entries(schema.shape) as [string, z.ZodType][]).map(([field, type]) => {
      const note = noteOf(field, type);
      return row([`\`${note.env}\``, allowed(type), defaultOf(type), note.summary + (note.secret ? ' Secret.' : '')]);
    }),
  );
  const others = Object.entries(SETTINGS_OF_OTHER_PROGRAMS).map(([name, summary]) => row([`\`${name}\``, summary]));
  return [
    '# Settings',
    '',
    'Environment variables of api and worker, checked before they start. A `FAB_…` variable that is not listed here stops the start.',
    'This page is generated from the schemas in `libs/platform/src/config`: `npx vitest run --project unit libs/platform/src/config -u`.',
    '',
    '<!-- prettier-ignore-start -->',
    '',
    row(['Setting', 'Values', 'Default', 'Meaning']),
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'Read by other programs of the house:',
    '',
    row(['Variable', 'Meaning']),
    '| --- | --- |',
    ...others,
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

interface Described {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly default?: unknown;
}

const describe = (schema: z.ZodType): Described =>
  z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Described;

function allowed(schema: z.ZodType): string {
  const described = describe(schema);
  if (described.enum) return described.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (described.type === 'boolean') return '`true`, `false`';
  if (described.format === 'uri') return 'URL';
  if (described.type === 'integer' || described.type === 'number') return range(described);
  return 'text';
}

function range({ minimum, maximum = Infinity }: Described): string {
  return maximum < 1e9 ? `${minimum ?? 0} … ${maximum}` : 'number';
}

function defaultOf(schema: z.ZodType): string {
  if (schema.safeParse(undefined).success === false) return 'required';
  const value: unknown = schema.parse(undefined);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '–';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
