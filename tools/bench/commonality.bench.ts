import {
  seededRandom,
  type CategoricalFactor,
  type CommonalityInput,
  type CommonalityResult,
} from '@fabwright/analytics';
import { Maths, mathsTasks } from '@fabwright/quality/maths';
import type { BenchRow } from './bench-row.ts';
import { columnRows, multiplyAdds, type Computation } from './column-rows.ts';

const LOTS = 200;
const WAFERS_PER_LOT = 25;
const LEVELS = 2000;
const PERMUTATIONS = 10_000;
const MOST_SECONDS = 1;

/** Levels of the factors in turn: half of them take whole lots, half deal a lot's wafers to two of their levels. */
const LEVELS_OF_FACTOR = [2, 6, 5, 7];

/** σ of lots and of wafers in their lot, and what the guilty level costs: fractions of the dies. */
const SIGMA_LOT = 0.012;
const SIGMA_WAFER = 0.015;
const HARM = 0.02;

/**
 * Which factor bad wafers share: 200 lots of 25 wafers, 2,000 levels, 10,000 permutations, as the product asks it.
 * Reference: permuted lot values times the design of every level, multiplied and added one after the other.
 */
export async function rows(): Promise<BenchRow[]> {
  const maths = new Maths();
  try {
    await maths.run('askCommonality', { input: question(20), seed: 1, permutations: 500 });
    return [...(await ofSize(maths, LEVELS)), ...(await ofSize(null, 10 * LEVELS))];
  } finally {
    await maths.onApplicationShutdown();
  }
}

async function ofSize(maths: Maths | null, levels: number): Promise<BenchRow[]> {
  const input = question(levels);
  const computation: Computation = {
    name: `commonality, ${LOTS} lots × ${levels.toLocaleString('en-US')} levels, 10,000 permutations`,
    mostSeconds: (MOST_SECONDS * levels) / LEVELS,
    here: () => check(mathsTasks.askCommonality({ input, seed: 1 })),
    inThread: maths && (async () => check(await maths.run('askCommonality', { input, seed: 1 }))),
    reference: await multiplyAdds(LOTS, levels * PERMUTATIONS),
  };
  return columnRows(computation);
}

/** Fewer permutations than asked for would be another measurement, and so would an answer that misses the cause. */
function check({ permutations, rows: [first] }: CommonalityResult): void {
  if (permutations !== PERMUTATIONS || first?.levels[0]?.factorId !== 'F1') throw new Error('Not the expected answer.');
}

function question(levels: number): CommonalityInput {
  const random = seededRandom(7);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const lotOfWafer = Int32Array.from({ length: LOTS * WAFERS_PER_LOT }, (_, wafer) =>
    Math.floor(wafer / WAFERS_PER_LOT),
  );
  const factors = factorsOf(lotOfWafer, levels, random);
  const lotMeans = Array.from({ length: LOTS }, () => 0.08 + SIGMA_LOT * normal());
  const response = Float64Array.from(lotOfWafer, (lot, wafer) => {
    const harm = factors[1]?.codes[wafer] === 1 ? HARM : 0;
    return (lotMeans[lot] ?? 0) + SIGMA_WAFER * normal() + harm;
  });
  const cases = Uint8Array.from(response, (loss) => (loss > 0.115 ? 1 : 0));
  return { lotOfWafer, stratumOfLot: Int32Array.from({ length: LOTS }, (_, lot) => lot % 2), cases, response, factors };
}

function factorsOf(lotOfWafer: Int32Array, most: number, random: () => number): CategoricalFactor[] {
  const factors: CategoricalFactor[] = [];
  for (let left = most, f = 0; left > 0; f += 1) {
    const levels = Math.min(left, LEVELS_OF_FACTOR[f % LEVELS_OF_FACTOR.length] ?? 1);
    const dealt = f % 2;
    const pick = Int32Array.from({ length: 2 * LOTS }, () => Math.floor(random() * levels));
    const codes = lotOfWafer.map((lot, wafer) => pick[2 * lot + dealt * (wafer % 2)] ?? 0);
    const names = Array.from({ length: levels }, (_, level) => `L${level}`);
    factors.push({ id: `F${f}`, kind: dealt ? 'chamber' : 'tool', stepId: `S${f}`, levels: names, codes });
    left -= levels;
  }
  return factors;
}
