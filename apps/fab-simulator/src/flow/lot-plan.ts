import { DAY, isoWeek, WEEK } from '../model/calendar.ts';
import type { Product } from '../model/products.ts';
import { ROUTE } from '../model/route.ts';
import { RandomStream } from '../random/stream.ts';
import type { Lot } from './lot.ts';

/** What will befall a lot, drawn from its own stream before it starts. */
export interface LotPlan {
  readonly lot: Lot;
  /** Planned arrival at each step, then at e-test, then at sort. */
  readonly arrivals: readonly number[];
  readonly hold?: {
    readonly step: number;
    readonly hours: number;
    readonly reason: string;
    readonly downgrade: boolean;
  };
  readonly split?: { readonly step: number; readonly wafers: number; readonly mergeAt: number | undefined };
  readonly reworkStep?: number;
  readonly scraps: readonly { readonly step: number; readonly wafer: number }[];
}

const RATES = {
  hot: 0.05,
  engineering: 0.05,
  qualification: 0.015,
  hold: 0.08,
  split: 0.07,
  rework: 0.03,
  scrap: 0.007,
};
const MEAN_CYCLE = 45 * DAY;
const CYCLE_SPREAD = 0.15;
/** Part of the cycle that is over when a lot arrives at sort. */
const BEFORE_SORT = 0.985;
const HOLD_REASONS = [
  'Metrology out of limit',
  'FDC alarm',
  'Recipe question',
  'Waiting for engineer',
  'Wafer count differs',
] as const;
const LITHO = ROUTE.filter((step) => step.area === 'Lithography').map((step) => step.index);

/** Start of the n-th lot of a product, counted from `origin`. */
export function lotStart(seed: number, product: Product, sequence: number, origin: number): number {
  const stream = new RandomStream(seed, 'start', product.id, sequence);
  return origin + ((sequence + stream.between(0.1, 0.9)) * WEEK) / product.lotsPerWeek;
}

export function planLot(seed: number, product: Product, sequence: number, origin: number, wafers: number): LotPlan {
  const startedAt = lotStart(seed, product, sequence, origin);
  const stream = new RandomStream(seed, 'lot', product.id, sequence);
  const hot = stream.chance(RATES.hot);
  const spread = Math.max(-2.4, Math.min(2.4, stream.normal()));
  const cycle = MEAN_CYCLE * (1 + CYCLE_SPREAD * spread) * (hot ? 0.5 : 1);
  const lot: Lot = {
    product,
    sequence,
    lotId: lotName(product, sequence, startedAt),
    type: lotType(stream),
    hot,
    startedAt,
    cycle,
    waferIds: Array.from({ length: wafers }, (_, i) => String(i + 1).padStart(2, '0')),
    runs: new Array<undefined>(ROUTE.length * wafers).fill(undefined),
    rank: -1,
    sortEndedAt: Infinity,
  };
  return { lot, arrivals: arrivals(stream, startedAt, cycle), ...fate(stream, wafers) };
}

/** Product, start week, and a number that does not tell the order: `K2641-318`. */
function lotName(product: Product, sequence: number, startedAt: number): string {
  const { year, week } = isoWeek(startedAt);
  const serial = (sequence * 387 + 118) % 1000;
  return `${product.letter}${String(year % 100)}${String(week).padStart(2, '0')}-${String(serial).padStart(3, '0')}`;
}

function lotType(stream: RandomStream): Lot['type'] {
  const draw = stream.uniform();
  if (draw < RATES.engineering) return 'engineering';
  return draw < RATES.engineering + RATES.qualification ? 'qualification' : 'production';
}

/** Uneven queues before the steps, which together take the planned cycle. */
function arrivals(stream: RandomStream, startedAt: number, cycle: number): number[] {
  const queues = Array.from({ length: ROUTE.length + 2 }, () => Math.exp(0.55 * stream.normal()));
  queues[0] = 0.1;
  const total = queues.reduce((sum, queue) => sum + queue, 0);
  let passed = 0;
  return queues.map((queue) => {
    passed += queue;
    return startedAt + ((cycle * BEFORE_SORT) / total) * passed;
  });
}

function fate(stream: RandomStream, wafers: number): Pick<LotPlan, 'hold' | 'split' | 'reworkStep' | 'scraps'> {
  const hold = {
    step: stream.whole(2, 38),
    hours: 3 + 22 * stream.exponential(),
    reason: stream.pick(HOLD_REASONS),
    downgrade: stream.chance(0.05),
  };
  const splitStep = stream.whole(3, 30);
  const mergeAt = stream.chance(0.7) ? splitStep + stream.whole(2, 6) : undefined;
  const split = { step: splitStep, wafers: stream.whole(2, Math.max(2, Math.floor(wafers / 3))), mergeAt };
  const reworkStep = LITHO[stream.whole(0, LITHO.length - 1)] ?? 3;
  const holds = stream.chance(RATES.hold);
  const splits = stream.chance(RATES.split) && wafers > 3;
  const reworks = stream.chance(RATES.rework);
  const scraps = Array.from({ length: wafers }, (_, wafer) => ({ wafer, step: stream.whole(0, 39) })).filter(() =>
    stream.chance(RATES.scrap),
  );
  return { scraps, ...(holds ? { hold } : {}), ...(splits ? { split } : {}), ...(reworks ? { reworkStep } : {}) };
}
