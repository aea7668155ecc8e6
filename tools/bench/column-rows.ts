import { atMost, type BenchRow } from './bench-row.ts';
import { middleOf } from './median.ts';

/** The middle of so many runs; one of what is measured by itself, as it is large. */
const RUNS = 3;
/** A reference that would take long is measured over so many multiply-adds and taken times the rest. */
const MEASURED_PAIRS = 4e8;

/** What something took, in seconds: by the clock, and of the processor. */
export interface Taken {
  readonly clock: number;
  readonly processor: number;
}

/** A pure computation over columns of wafers, and the same as the product asks for it: in a thread of `Maths`. */
export interface Computation {
  readonly name: string;
  readonly mostSeconds: number;
  readonly here: () => void;
  /** null where only the computation itself is measured. */
  readonly inThread: (() => Promise<void>) | null;
  /** The bare arithmetic without any trick. */
  readonly reference: Taken;
}

/**
 * The computation on this thread; its processor time, which a busy machine lengthens less; and what the product waits
 * for: with the way of the numbers into a thread that runs already and of the answer back.
 */
export async function columnRows({ name, mostSeconds, here, inThread, reference }: Computation): Promise<BenchRow[]> {
  const { clock, processor } = reference;
  const first = inThread ? await taken(inThread) : null;
  const threads = inThread ? await middle(inThread, RUNS) : null;
  const own = await middle(here, inThread ? RUNS : 1);
  const rows = [
    atMost(`${name}; reference: bare multiply-adds`, own.clock, 's', mostSeconds, clock),
    atMost(`${name}, processor time`, own.processor, 's', mostSeconds, processor),
  ];
  if (threads)
    rows.push(atMost(`${name}, in the maths thread, there and back`, threads.clock, 's', mostSeconds, clock));
  if (first)
    rows.push(atMost(`${name}, in the maths thread, its first question`, first.clock, 's', mostSeconds, clock));
  return rows;
}

async function middle(work: () => void | Promise<void>, runs: number): Promise<Taken> {
  const all: Taken[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await taken(work));
  return { clock: middleOf(all.map((one) => one.clock)), processor: middleOf(all.map((one) => one.processor)) };
}

async function taken(work: () => void | Promise<void>): Promise<Taken> {
  const begun = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 };
}

/** `sums` sums of `length` products each, one plain loop after the other over numbers in the fast cache. */
export async function multiplyAdds(length: number, sums: number): Promise<Taken> {
  const columns = 16;
  const numbers = Float64Array.from({ length: length * columns }, (_, i) => Math.sin(i));
  const weights = Float64Array.from({ length }, (_, i) => Math.cos(i));
  const measured = Math.max(columns, Math.min(sums, Math.round(MEASURED_PAIRS / length)));
  let total = sumProducts(numbers, weights, columns);
  const { clock, processor } = await taken(() => {
    for (let sum = 0; sum < measured; sum += columns) total += sumProducts(numbers, weights, columns);
  });
  if (total === 0) throw new Error('The reference was not computed.');
  return { clock: (clock * sums) / measured, processor: (processor * sums) / measured };
}

function sumProducts(numbers: Float64Array, weights: Float64Array, columns: number): number {
  let total = 0;
  for (let column = 0; column < columns; column += 1) {
    const from = column * weights.length;
    let sum = 0;
    for (let i = 0; i < weights.length; i += 1) sum += (numbers[from + i] ?? 0) * (weights[i] ?? 0);
    total += sum;
  }
  return total;
}
