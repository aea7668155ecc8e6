import { z } from 'zod';
import {
  checkSpan,
  finite,
  id,
  instant,
  listOf,
  lot,
  name,
  slot,
  testNumber,
  typedArray,
  unit,
  whole,
} from '../fields.ts';
import { LIMITS } from '../limits.ts';
import {
  decodeFloat32,
  decodeInt16,
  decodeInt8,
  decodeUint16,
  encodedLength,
  type ElementType,
} from '../typed-array.ts';

/** Element type of each array in `dies`. */
export const DIE_ARRAYS_V1 = {
  x: 'int16',
  y: 'int16',
  site: 'uint8',
  hardBin: 'uint16',
  softBin: 'uint16',
  /** 1 passed, 0 failed, −1 no verdict. */
  verdict: 'int8',
  /** Counts from 1 for each time the die was probed within this run. */
  touchdown: 'uint16',
  testTimeMs: 'int32',
} as const satisfies Record<string, ElementType>;

const most = LIMITS.diesPerPart;

/** Part records in the order of testing: a die that was probed twice stands twice. */
const dies = z.object({
  count: whole(1, most),
  x: typedArray('int16', most),
  y: typedArray('int16', most),
  site: typedArray('uint8', most).optional(),
  hardBin: typedArray('uint16', most),
  softBin: typedArray('uint16', most),
  verdict: typedArray('int8', most),
  touchdown: typedArray('uint16', most).optional(),
  testTimeMs: typedArray('int32', most).optional(),
});

/** `values` is base64 float32, one a part record, NaN = not run. Values are in `unit`, unscaled. */
const test = z.object({
  number: testNumber,
  name,
  unit,
  lowLimit: finite.optional(),
  highLimit: finite.optional(),
  values: typedArray('float32', most),
});

/**
 * `fab.wafer-test.v1`: the results of one run of a test program over one wafer.
 * A run that would exceed 900 kB is sent in parts: same `runId` and head, `part.index` from 0 to `part.count` − 1,
 * each with part records of its own and with their values of every test.
 * The same `runId` and part again with other content is a correction; another `runId` with the same insertion is a retest.
 */
export const waferTestV1 = z
  .object({
    runId: id,
    ...lot,
    waferId: id,
    slot: slot.optional(),
    productId: id,
    insertion: id,
    program: z.object({ name, revision: id }),
    tester: id,
    testerSite: id.optional(),
    probeCard: id,
    loadBoard: id.optional(),
    temperatureC: finite,
    startedAt: instant,
    finishedAt: instant,
    part: z.object({ index: whole(0, 9_999), count: whole(1, 10_000) }),
    dies,
    tests: listOf(test, LIMITS.tests),
  })
  .superRefine((run, context) => {
    const report = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    checkHead(run, report);
    if (checkLengths(run, report)) checkValues(run, report);
  });

export type WaferTestV1 = z.infer<typeof waferTestV1>;

type Report = (path: (string | number)[], message: string) => void;
interface Run {
  startedAt: string;
  finishedAt: string;
  part: { index: number; count: number };
  dies: z.infer<typeof dies>;
  tests: z.infer<typeof test>[];
}

function checkHead(run: Run, report: Report): void {
  checkSpan(
    { startedAt: run.startedAt, endedAt: run.finishedAt },
    {
      addIssue: () => report(['finishedAt'], 'must not be before startedAt'),
    },
  );
  const { index, count } = run.part;
  if (index >= count)
    report(['part', 'index'], `is ${index} but counts from 0, so the last of ${count} parts is ${count - 1}`);
  const numbers = new Set<number>();
  run.tests.forEach((one, at) => {
    if (numbers.has(one.number))
      report(['tests', at, 'number'], `test ${one.number} stands twice; send each test once a part`);
    numbers.add(one.number);
  });
}

function checkLengths(run: Run, report: Report): boolean {
  const { count } = run.dies;
  let fits = true;
  const check = (path: (string | number)[], text: string, type: ElementType) => {
    const length = encodedLength(text, type);
    if (length === count) return;
    fits = false;
    report(path, `holds ${length < 0 ? 'no whole number of' : length} ${type} values; dies.count says ${count}`);
  };
  for (const [field, type] of Object.entries(DIE_ARRAYS_V1)) {
    const text = run.dies[field as keyof typeof DIE_ARRAYS_V1];
    if (text !== undefined) check(['dies', field], text, type);
  }
  run.tests.forEach((one, at) => check(['tests', at, 'values'], one.values, 'float32'));
  return fits;
}

function checkValues(run: Run, report: Report): void {
  const first = (
    path: (string | number)[],
    values: ArrayLike<number>,
    bad: (value: number) => boolean,
    what: string,
  ) => {
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? 0;
      if (bad(value)) return report(path, `value ${at} is ${value}; ${what}`);
    }
  };
  const missing = (value: number) => value === -32_768;
  first(['dies', 'x'], decodeInt16(run.dies.x), missing, 'a die needs coordinates');
  first(['dies', 'y'], decodeInt16(run.dies.y), missing, 'a die needs coordinates');
  const notABin = (value: number) => value > LIMITS.binNumber;
  const highest = `the highest bin is ${LIMITS.binNumber}`;
  first(['dies', 'hardBin'], decodeUint16(run.dies.hardBin), notABin, highest);
  first(['dies', 'softBin'], decodeUint16(run.dies.softBin), notABin, highest);
  const notAVerdict = (value: number) => value < -1 || value > 1;
  first(['dies', 'verdict'], decodeInt8(run.dies.verdict), notAVerdict, 'use 1 passed, 0 failed, -1 no verdict');
  const infinite = (value: number) => value === Infinity || value === -Infinity;
  run.tests.forEach((one, at) => {
    first(
      ['tests', at, 'values'],
      decodeFloat32(one.values),
      infinite,
      'send finite values, NaN where the test was not run',
    );
  });
}
