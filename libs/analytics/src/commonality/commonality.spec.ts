import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { seededRandom } from '../inference/seeded-random.ts';
import { commonality } from './commonality.ts';
import type { CategoricalFactor, CommonalityInput } from './commonality.types.ts';
import { oddsRatio } from './odds-ratio.ts';

const LOTS = 40;
const WAFERS = 25;
const SIGMA_LOT = 0.012;
const lotOfWafer = Int32Array.from({ length: LOTS * WAFERS }, (_, i) => Math.floor(i / WAFERS));

/** Tools that take whole lots and cluster tools that deal a lot's wafers to two chambers, drawn at random. */
function randomFactors(seed: number, count: number): CategoricalFactor[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, f) => {
    const levels = 3 + (f % 4);
    const pick = Int32Array.from({ length: 2 * LOTS }, () => Math.floor(random() * levels));
    const codes = lotOfWafer.map((lot, wafer) => pick[2 * lot + (f % 2) * (wafer % 2)]!);
    const names = Array.from({ length: levels }, (_, i) => `C${i}`);
    return { id: `F${f}`, kind: 'chamber', stepId: `S${f}`, levels: names, codes };
  });
}

function fab(seed: number, harm: (wafer: number) => number, threshold = 0.115): CommonalityInput {
  const normal = seededNormals(seed);
  const lots = Array.from({ length: LOTS }, () => SIGMA_LOT * normal());
  const response = Float64Array.from(lotOfWafer, (lot, i) => 0.08 + lots[lot]! + 0.015 * normal() + harm(i));
  const cases = Uint8Array.from(response, (loss) => (loss > threshold ? 1 : 0));
  return { lotOfWafer, stratumOfLot: new Int32Array(LOTS), cases, response, factors: [] };
}

function ask(input: CommonalityInput, permutations = 400) {
  return commonality(input, { random: seededRandom(1), permutations, rows: 10 });
}

describe('commonality', () => {
  it('calls hardly any innocent factor strong when five lots of forty are bad for no shared reason', () => {
    let falseAlarms = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const bad = new Set<number>();
      while (bad.size < 5) bad.add(Math.floor(random() * LOTS));
      const cases = Uint8Array.from(lotOfWafer, (lot) => (bad.has(lot) ? 1 : 0));
      const input = { ...fab(seed, (i) => 0.06 * cases[i]!), cases, factors: randomFactors(seed, 52) };
      if (ask(input).rows.some((row) => row.reading === 'strong')) falseAlarms += 1;
    }
    // 5 % of 40 is 2; 7 or more would have probability below .004.
    expect(falseAlarms).toBeLessThan(7);
  }, 60_000);

  it.each([
    ['takes whole lots', 0],
    ['deals wafers to chambers', 5],
  ])(
    'ranks a chamber that costs 3 σ of lots first, where its tool %s',
    (_, guilty) => {
      let first = 0;
      for (let seed = 1; seed <= 20; seed += 1) {
        const factors = randomFactors(seed, 52);
        const result = ask({ ...fab(seed, (i) => (factors[guilty]!.codes[i] === 1 ? 3 * SIGMA_LOT : 0)), factors });
        const row = result.rows[0]!;
        if (row.levels[0]!.factorId === `F${guilty}` && row.levels[0]!.level === 'C1') first += 1;
      }
      expect(first).toBeGreaterThanOrEqual(19);
    },
    60_000,
  );

  it('shows two chambers that were always used together as one row, and what only shares their wafers as confounded', () => {
    const factors = randomFactors(3, 20);
    const twin = { ...factors[4]!, id: 'TWIN' };
    const loose = factors[4]!.codes.map((code, wafer) => (lotOfWafer[wafer]! % 8 === 0 ? (code + 1) % 3 : code));
    const near = { ...factors[4]!, id: 'NEAR', codes: loose };
    const input = fab(3, (i) => (factors[4]!.codes[i] === 1 ? 4 * SIGMA_LOT : 0));
    const { rows } = ask({ ...input, factors: [...factors, twin, near] }, 2000);
    expect(rows[0]!.levels.map((level) => `${level.factorId} ${level.level}`)).toEqual(['F4 C1', 'TWIN C1']);
    expect(rows[0]!.reading).toBe('strong');
    const shadow = rows.find((row) => row.levels[0]!.factorId === 'NEAR')!;
    expect(shadow.p).toBeLessThan(0.05);
    expect(shadow.reading).toBe('confounded');
  });

  it('puts what is strong before what these lots can not decide, whatever scores higher', () => {
    const binary = (id: string, isIn: (wafer: number) => boolean): CategoricalFactor => {
      const codes = Int32Array.from(lotOfWafer, (_, wafer) => (isIn(wafer) ? 1 : 0));
      return { id, kind: 'chamber', stepId: id, levels: ['other', id], codes };
    };
    const oddLots = [6, 12];
    // a few wafers of four lots; and six whole lots, two of which are affected
    const cause = binary('CAUSE', (wafer) => lotOfWafer[wafer]! % 10 === 0 && wafer % 6 === 0);
    const chance = binary('CHANCE', (wafer) => [...oddLots, 17, 22, 28, 33].includes(lotOfWafer[wafer]!));
    const isBad = (wafer: number): boolean => cause.codes[wafer] === 1 || oddLots.includes(lotOfWafer[wafer]!);
    const harm = (wafer: number): number => (isBad(wafer) ? 0.018 : 0) + (chance.codes[wafer] === 1 ? 0.3 : 0);
    const cases = Uint8Array.from(lotOfWafer, (_, wafer) => (isBad(wafer) ? 1 : 0));
    const { rows } = ask({ ...fab(4, harm), cases, factors: [cause, chance] }, 2000);
    expect(rows[0]).toMatchObject({ reading: 'strong', levels: [{ level: 'CAUSE' }] });
    const other = rows.find((row) => row.levels[0]!.level === 'CHANCE')!;
    expect(other).toMatchObject({ reading: 'inconclusive', because: 'few-affected-with-it' });
    expect(other.score).toBeGreaterThan(rows[0]!.score);
  });

  it('finds the cut of a queue time and names its side', () => {
    const random = seededRandom(5);
    const values = Float64Array.from(lotOfWafer, () => 600 * random());
    const input = fab(5, (i) => (values[i]! > 420 ? 3 * SIGMA_LOT : 0));
    const numericFactors = [{ id: 'Q', kind: 'queue-time', stepId: 'S9', unit: 'min', values } as const];
    const row = ask({ ...input, factors: randomFactors(5, 10), numericFactors }).rows[0]!;
    expect(row.levels[0]!.cut!.side).toBe('above');
    expect(row.levels[0]!.cut!.value).toBeGreaterThan(350);
    expect(row.levels[0]!.cut!.value).toBeLessThan(490);
    expect(row.withinLots!.low!).toBeGreaterThan(0);
  });

  it('decides nothing with two affected lots, and says what else is missing', () => {
    const factors = randomFactors(1, 10);
    const cases = Uint8Array.from(lotOfWafer, (lot) => (lot < 2 ? 1 : 0));
    const two = ask({ ...fab(1, (i) => 0.2 * cases[i]!), cases, factors });
    expect(two.obstacle).toBe('fewer-than-three-affected-lots');
    expect(new Set(two.rows.map((row) => row.reading))).toEqual(new Set(['inconclusive']));
    expect(new Set(two.rows.map((row) => row.because))).toEqual(new Set(['few-affected-lots']));
    const none = { ...fab(1, () => 0), cases: new Uint8Array(cases.length), factors };
    expect(ask(none).obstacle).toBe('no-cases');
    expect(ask({ ...none, cases: new Uint8Array(cases.length).fill(1) }).obstacle).toBe('only-cases');
    expect(ask({ ...none, cases, response: cases.map(() => 1) as never }).obstacle).toBe('response-is-constant');
    expect(ask({ ...none, cases }).rows.length).toBeGreaterThan(0);
    expect(() => ask({ ...none, stratumOfLot: new Int32Array(3) })).toThrow(RangeError);
  });

  it('finds a place that harms at whichever of its steps, where each step alone shows a part of it', () => {
    const random = seededRandom(11);
    const steps = Array.from({ length: 3 }, () => Int32Array.from({ length: LOTS }, () => Math.floor(random() * 4)));
    const factors = steps.map((choice, i) => {
      const codes = lotOfWafer.map((lot) => choice[lot]!);
      return { id: `T${i}`, kind: 'tool', stepId: `S${i}`, levels: ['A', 'B', 'C', 'D'], codes } as const;
    });
    const through = [...lotOfWafer.keys()].filter((i) => steps.some((choice) => choice[lotOfWafer[i]!] === 0));
    const harmed = new Set(through);
    const input = fab(11, (i) => (harmed.has(i) ? 2 * SIGMA_LOT : 0));
    const passage = { id: 'any', kind: 'pm-interval', stepId: null, level: 'A#1', wafers: through } as const;
    const nobody = { ...passage, level: 'E#1', wafers: [] };
    const { rows } = ask({ ...input, factors, memberships: [nobody, passage] });
    expect(rows[0]).toMatchObject({ reading: 'strong', because: null, exposed: { wafers: through.length } });
    expect(rows[0]!.levels.map(({ level }) => level)).toEqual(['A#1']);
    expect(rows.flatMap(({ levels }) => levels).map(({ level }) => level)).not.toContain('E#1');
  });

  it('says what stands in the way of each row that decides nothing', () => {
    const [whole, rare] = randomFactors(7, 1).map(({ codes, ...factor }) => [
      { ...factor, id: 'W', levels: ['in'], codes: codes.map((_, i) => (lotOfWafer[i]! < 5 ? 0 : -1)) },
      { ...factor, id: 'R', levels: ['a', 'b'], codes: codes.map((_, i) => (lotOfWafer[i]! < 2 ? 0 : 1)) },
    ])[0]!;
    // A chamber of four lots, in two of which its wafers are far worse: those two carry the whole difference.
    const odd = {
      ...whole!,
      id: 'O',
      levels: ['x', 'y'],
      codes: lotOfWafer.map((lot, i) => (lot < 4 && i % 2 ? 0 : 1)),
    };
    const input = fab(7, (i) => (lotOfWafer[i]! < 2 && i % 2 ? 0.2 : lotOfWafer[i]! > 36 ? 0.05 : 0));
    const reasonOf = new Map(
      ask({ ...input, factors: [rare!, odd] }, 2000).rows.map((row) => [
        `${row.levels[0]!.factorId} ${row.levels[0]!.level}`,
        row.because,
      ]),
    );
    expect(reasonOf.get('R a')).toBe('few-lots');
    expect(reasonOf.get('O x')).toBe('few-affected-with-it');
  });

  it('does not care in which order wafers come or how lots are numbered', () => {
    const factors = randomFactors(9, 6);
    const input = { ...fab(9, (i) => (factors[0]!.codes[i] === 1 ? 2 * SIGMA_LOT : 0)), factors };
    const scores = ask(input).rows.map((row) => row.score.toFixed(6));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const order = [...lotOfWafer.keys()].sort(() => random() - 0.5);
        const number = [...Array(LOTS).keys()].sort(() => random() - 0.5);
        const moved = {
          ...input,
          lotOfWafer: Int32Array.from(order, (i) => number[lotOfWafer[i]!]!),
          cases: Uint8Array.from(order, (i) => input.cases[i]!),
          response: Float64Array.from(order, (i) => input.response![i]!),
          factors: factors.map((f) => ({ ...f, codes: Int32Array.from(order, (i) => f.codes[i]!) })),
        };
        expect(ask(moved).rows.map((row) => row.score.toFixed(6))).toEqual(scores);
      }),
      { numRuns: 5 },
    );
  });
});

describe('odds ratio', () => {
  it('has the Haldane–Anscombe value and Woolf limits when each wafer is a lot of its own', () => {
    const lots = [
      ...Array.from({ length: 40 }, (_, i) => ({ exposedCases: i < 10 ? 1 : 0, exposed: 1, otherCases: 0, others: 0 })),
      ...Array.from({ length: 60 }, (_, i) => ({ exposedCases: 0, exposed: 0, otherCases: i < 5 ? 1 : 0, others: 1 })),
    ];
    const found = oddsRatio(lots)!;
    expect(found.ratio).toBeCloseTo((10.5 * 55.5) / (30.5 * 5.5), 10);
    const woolf = Math.sqrt(1 / 10.5 + 1 / 30.5 + 1 / 5.5 + 1 / 55.5);
    expect(Math.log(found.high / found.ratio)).toBeGreaterThanOrEqual(1.96 * woolf);
    expect(Math.log(found.high / found.ratio)).toBeLessThan(2.15 * woolf);
  });

  it('is wider when the cases of a lot come together, and none without wafers on both sides', () => {
    const spread = Array.from({ length: 20 }, (_, i) => ({
      exposedCases: i < 10 ? 5 : 0,
      exposed: i < 10 ? 25 : 0,
      otherCases: i < 10 ? 0 : 2,
      others: i < 10 ? 0 : 25,
    }));
    const lumped = spread.map((lot, i) => ({ ...lot, exposedCases: i < 2 ? 25 : 0 }));
    const width = (lots: typeof spread): number => Math.log(oddsRatio(lots)!.high / oddsRatio(lots)!.low);
    expect(width(lumped)).toBeGreaterThan(1.3 * width(spread));
    expect(oddsRatio(spread.slice(0, 10))).toBeNull();
  });
});
