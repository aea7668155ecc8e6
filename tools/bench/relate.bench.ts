import { seededRandom, type RelateInput, type RelateResult } from '@fabwright/analytics';
import { Maths, mathsTasks, type MathsTasks } from '@fabwright/quality/maths';
import type { BenchRow } from './bench-row.ts';
import { columnRows, multiplyAdds, type Computation } from './column-rows.ts';

type RelateColumns = Parameters<MathsTasks['relateColumns']>[0];

const WAFERS_PER_LOT = 25;
const WAFERS = 5000;
const PARAMETERS = 2000;
const MOST_SECONDS = 3;
/** Metrology measures a few wafers of a lot; a tenth of the parameters are of that kind. */
const METROLOGY_SHARE = 0.1;
const MEASURED_SHARE = 0.2;
const GUILTY = 7;

/**
 * 2,000 parameters against the yield of 5,000 wafers with false-discovery control, as the product asks it; and a tenth
 * of the parameters. Reference: each parameter times the response, multiplied and added once for each of the three
 * shapes that are fitted (slope, cut, optimum).
 */
export async function rows(): Promise<BenchRow[]> {
  const maths = new Maths();
  try {
    await maths.run('relateColumns', question(10));
    return [...(await ofSize(maths, PARAMETERS)), ...(await ofSize(maths, PARAMETERS / 10))];
  } finally {
    await maths.onApplicationShutdown();
  }
}

async function ofSize(maths: Maths, parameters: number): Promise<BenchRow[]> {
  const asked = question(parameters);
  const computation: Computation = {
    name: `relate, ${parameters.toLocaleString('en-US')} parameters × 5,000 wafers`,
    mostSeconds: (MOST_SECONDS * parameters) / PARAMETERS,
    here: () => check(mathsTasks.relateColumns(asked), parameters),
    inThread: async () => check(await maths.run('relateColumns', asked), parameters),
    reference: await multiplyAdds(WAFERS, 3 * parameters),
  };
  return columnRows(computation);
}

function check({ relations }: RelateResult, parameters: number): void {
  if (relations.length !== parameters || relations[0]?.parameter !== GUILTY)
    throw new Error('Not the expected answer.');
}

/** Parameters of lots and wafers, one of which the response follows; 200 lots, two products. */
function question(parameters: number): RelateColumns {
  const random = seededRandom(11);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const lotOfWafer = Int32Array.from({ length: WAFERS }, (_, wafer) => Math.floor(wafer / WAFERS_PER_LOT));
  const columns = Array.from({ length: parameters }, (_, parameter) => {
    const ofLot = Array.from({ length: WAFERS / WAFERS_PER_LOT }, normal);
    const few = parameter % (1 / METROLOGY_SHARE) === 0;
    return Float32Array.from(lotOfWafer, (lot) => {
      const value = (ofLot[lot] ?? 0) + normal();
      return few && random() > MEASURED_SHARE ? Number.NaN : value;
    });
  });
  const guilty = columns[GUILTY];
  const input: RelateInput = {
    lotOfWafer,
    response: Float32Array.from(lotOfWafer, (_, wafer) => 0.9 + 0.01 * normal() - 0.01 * (guilty?.[wafer] ?? 0)),
    parameters: columns.map((values, index) => ({ id: `P${index}`, unit: 'nm', values })),
    groupOfWafer: lotOfWafer.map((lot) => lot % 2),
  };
  return { input, groupingOf: new Int32Array(parameters).fill(0), groupings: [lotOfWafer.map((lot) => lot % 3)] };
}
