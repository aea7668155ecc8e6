import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseEnvelope } from './envelope.ts';
import { LIMITS } from './limits.ts';
import { EVENT_TYPE_NAMES, EVENT_TYPES, isEventType, topics } from './registry.ts';

const here = dirname(fileURLToPath(import.meta.url));

interface Fixture {
  file: string;
  event: { type: string; partitionkey: string; data: Record<string, unknown> } & Record<string, unknown>;
}

function fixtures(): Fixture[] {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('fixtures') && file.endsWith('.json'))
    .map((file) => ({ file, event: JSON.parse(readFileSync(join(here, file), 'utf8')) as Fixture['event'] }));
}

function fixture(name: string): Fixture['event'] {
  const found = fixtures().find(({ file }) => file === name);
  if (!found) throw new Error(`no fixture ${name}`);
  return found.event;
}

function issuesOf(input: unknown) {
  const parsed = parseEnvelope(input);
  return parsed.ok ? [] : parsed.issues;
}

/** Sets a field deep in a copy. */
function changed(name: string, path: (string | number)[], value: unknown): unknown {
  const event = structuredClone(fixture(name));
  let at: Record<string | number, unknown> = event;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return event;
}

describe('fixtures', () => {
  it.each(fixtures())('$file is read, and nothing of it is lost', ({ event }) => {
    expect(parseEnvelope(event)).toEqual({ ok: true, event });
  });

  it('cover every event type', () => {
    const types = new Set(fixtures().map(({ event }) => event.type));
    expect([...types].sort()).toEqual([...EVENT_TYPE_NAMES].sort());
  });

  it.each(fixtures())('$file: each missing required field is named', ({ event }) => {
    for (const field of Object.keys(event.data)) {
      const data: Record<string, unknown> = { ...event.data };
      delete data[field];
      for (const { path, message } of issuesOf({ ...event, data })) {
        expect(path.startsWith('data.') || path === 'partitionkey').toBe(true);
        expect(message.length).toBeGreaterThan(5);
      }
    }
    expect(issuesOf({ ...event, data: {} }).length).toBeGreaterThan(0);
  });
});

describe('registry', () => {
  it('names topics by the event without its version', () => {
    for (const type of EVENT_TYPE_NAMES) {
      const { topic, version } = EVENT_TYPES[type];
      expect(`${topic}.v${version}`).toBe(type);
    }
    expect(topics('in')).toHaveLength(9);
    expect(topics('out')).toEqual(['fab.recipe-adjustment', 'fab.excursion', 'fab.lot-hold-request']);
  });

  it('does not take a property of Object for an event type', () => {
    expect(isEventType('constructor')).toBe(false);
    expect(issuesOf({ ...fixture('lot-hold/fixtures/v1-hold.json'), type: '__proto__' })[0]?.path).toBe('type');
  });
});

describe('what is refused, and why', () => {
  const cases: [string, string, (string | number)[], unknown, string][] = [
    ['a time without zone', 'lot-hold/fixtures/v1-hold.json', ['time'], '2026-11-20T08:15:30', 'time'],
    ['a day that does not exist', 'lot-hold/fixtures/v1-hold.json', ['data', 'at'], '2026-02-30T08:15:30Z', 'data.at'],
    ['a year before 1970', 'lot-hold/fixtures/v1-hold.json', ['data', 'at'], '0000-01-01T00:00:00Z', 'data.at'],
    ['a key of another lot', 'lot-hold/fixtures/v1-hold.json', ['partitionkey'], 'L1', 'partitionkey'],
    ['NUL in an id', 'lot-hold/fixtures/v1-hold.json', ['data', 'lotNo'], 'L\u0000', 'data.lotNo'],
    ['half a surrogate pair', 'lot-hold/fixtures/v1-hold.json', ['data', 'comment'], '\ud800', 'data.comment'],
    ['an empty id', 'lot-hold/fixtures/v1-hold.json', ['data', 'holdId'], '', 'data.holdId'],
    ['a note beyond bounds', 'lot-hold/fixtures/v1-hold.json', ['data', 'comment'], 'x'.repeat(8_001), 'data.comment'],
    [
      'a split without child',
      'lot-history/fixtures/v1-split.json',
      ['data', 'childLotNo'],
      undefined,
      'data.childLotNo',
    ],
    ['an infinite number', 'process-run/fixtures/v1-full.json', ['data', 'queueTimeH'], 1 / 0, 'data.queueTimeH'],
    [
      'a sensor short of values',
      'process-run/fixtures/v1-full.json',
      ['data', 'sensors', 0, 'values'],
      [1],
      'data.sensors[0].values',
    ],
    [
      'an end before the start',
      'process-run/fixtures/v1-full.json',
      ['data', 'endedAt'],
      '2026-11-20T05:00:00Z',
      'data.endedAt',
    ],
    [
      'an e-test site short of values',
      'etest/fixtures/v1-full.json',
      ['data', 'wafers', 0, 'sites', 1, 'values'],
      [1],
      'data.wafers[0].sites[1].values',
    ],
    [
      'defect columns of unequal length',
      'defect-inspection/fixtures/v1-full.json',
      ['data', 'wafers', 0, 'defects', 'y'],
      [1],
      'data.wafers[0].defects.y',
    ],
    [
      'die coordinates of unequal number',
      'product-definition/fixtures/v1-full.json',
      ['data', 'dies', 'y'],
      'AAA=',
      'data.dies.y',
    ],
    ['a wrong part index', 'wafer-test/fixtures/v1-full.json', ['data', 'part', 'index'], 1, 'data.part.index'],
    [
      'fewer bins than dies',
      'wafer-test/fixtures/v1-full.json',
      ['data', 'dies', 'softBin'],
      'AQA=',
      'data.dies.softBin',
    ],
    [
      'half a value',
      'wafer-test/fixtures/v1-full.json',
      ['data', 'tests', 0, 'values'],
      'AQAB',
      'data.tests[0].values',
    ],
    ['text that is not base64', 'wafer-test/fixtures/v1-full.json', ['data', 'dies', 'x'], 'A-_A', 'data.dies.x'],
    [
      'bin 32,768',
      'wafer-test/fixtures/v1-full.json',
      ['data', 'dies', 'hardBin'],
      'AQAAgAEAAQA=',
      'data.dies.hardBin',
    ],
    ['a missing coordinate', 'wafer-test/fixtures/v1-full.json', ['data', 'dies', 'y'], 'AAAAgAAAAAA=', 'data.dies.y'],
    [
      'a verdict of 2',
      'wafer-test/fixtures/v1-full.json',
      ['data', 'dies', 'verdict'],
      'AQIAAQ==',
      'data.dies.verdict',
    ],
    [
      'an infinite test value',
      'wafer-test/fixtures/v1-full.json',
      ['data', 'tests', 1, 'values'],
      'AACAfwAAgD8AAIA/AACAPw==',
      'data.tests[1].values',
    ],
    [
      'an adjustment to the same version',
      'recipe-adjustment/fixtures/v1-full.json',
      ['data', 'recipe', 'newVersion'],
      '12',
      'data.recipe.newVersion',
    ],
  ];

  it.each(cases)('%s', (_what, name, path, value, where) => {
    expect(issuesOf(changed(name, path, value)).map((issue) => issue.path)).toContain(where);
  });

  it('the same test twice in one part', () => {
    const event = structuredClone(fixture('wafer-test/fixtures/v1-full.json'));
    const tests = event.data['tests'] as unknown[];
    tests.push(tests[0]);
    expect(issuesOf(event)).toEqual([
      { path: 'data.tests[2].number', message: 'test 1010 stands twice; send each test once a part' },
    ]);
  });

  it.each([undefined, null, 7, 'text', [], {}])('%j, without throwing', (input) => {
    expect(parseEnvelope(input).ok).toBe(false);
  });

  it('keeps id and type of what it refuses, and names the versions it knows', () => {
    const parsed = parseEnvelope({ ...fixture('lot-hold/fixtures/v1-hold.json'), type: 'fab.lot-hold.v9' });
    expect(parsed).toEqual({
      ok: false,
      id: 'lot-hold-0001',
      type: 'fab.lot-hold.v9',
      issues: [{ path: 'type', message: '"fab.lot-hold.v9" is not known here; use fab.lot-hold.v1' }],
    });
  });

  it('counts issues that it does not list', () => {
    const wafers = Array.from({ length: LIMITS.wafers }, () => ({}));
    const issues = issuesOf(changed('lot-history/fixtures/v1-start.json', ['data', 'wafers'], wafers));
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)?.message).toBe('and 380 more of this kind');
  });
});

describe('what is tolerated', () => {
  it('fields that a later sender adds are left out', () => {
    const base = fixture('lot-hold/fixtures/v1-hold.json');
    const event = { ...base, plant: 'F2', data: { ...base.data, colour: 'red' } };
    expect(parseEnvelope(event)).toEqual({ ok: true, event: base });
  });
});
