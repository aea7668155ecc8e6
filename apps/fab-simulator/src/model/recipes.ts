import { DAY } from './calendar.ts';
import { PRODUCTS, type Product } from './products.ts';
import { stepNamed, type Step } from './route.ts';
import { hashOf, RandomStream } from '../random/stream.ts';

/** A set point that engineers may move. */
export interface Parameter {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

/** What an event asked for, as it was taken over at a tool. */
export interface AppliedAdjustment {
  readonly adjustmentId: string;
  readonly toolIds: readonly string[];
  readonly recipeId: string;
  readonly fromVersion: string;
  readonly newVersion: string;
  readonly parameters: readonly { readonly name: string; readonly to: number }[];
  /** Fab time from which runs use it. */
  readonly appliedAt: number;
}

interface Knob {
  readonly name: string;
  readonly unit: string;
  readonly typical: number;
  /** Distance from the optimum that costs one unit of curvature. */
  readonly scale: number;
}

interface Tuned {
  readonly stepName: string;
  readonly knobs: readonly Knob[];
  /** Loss in percentage points at the set points in force at the epoch, for a product of 5 % loss. */
  readonly lossPp: number;
}

const TUNED: readonly Tuned[] = [
  {
    stepName: 'Contact etch',
    lossPp: 0.9,
    knobs: [
      { name: 'rf_power', unit: 'W', typical: 850, scale: 22 },
      { name: 'pressure', unit: 'Pa', typical: 2.66, scale: 0.14 },
      { name: 'over_etch', unit: 's', typical: 18, scale: 2.5 },
    ],
  },
  {
    stepName: 'Gate oxide',
    lossPp: 0.5,
    knobs: [
      { name: 'temperature', unit: 'degC', typical: 905, scale: 5 },
      { name: 'oxidation_time', unit: 'min', typical: 42, scale: 1.6 },
    ],
  },
  {
    stepName: 'Contact CMP',
    lossPp: 0.4,
    knobs: [
      { name: 'down_force', unit: 'kPa', typical: 27.6, scale: 1.2 },
      { name: 'polish_time', unit: 's', typical: 62, scale: 3.2 },
    ],
  },
];

/** Correlation of neighbouring knobs in the loss: the optimum is not found one knob at a time. */
const INTERPLAY = 0.4;

/** Distance from the optimum of earlier versions, in multiples of today's. */
const VERSIONS = [
  { version: '3', untilDaysBefore: 118, stretch: 1.3 },
  { version: '4', untilDaysBefore: 47, stretch: 0.8 },
  { version: '5', untilDaysBefore: -Infinity, stretch: 1 },
] as const;

/** The hidden truth about one recipe. */
export interface Surface {
  readonly recipeId: string;
  readonly productId: string;
  readonly step: Step;
  readonly knobs: readonly Knob[];
  readonly optimum: readonly number[];
  /** Set points at the epoch, rounded as an engineer would have entered them. */
  readonly current: readonly number[];
  /** Percentage points for each unit of curvature. */
  readonly curvaturePp: number;
  readonly lossAtCurrentPp: number;
}

export interface RecipeInForce {
  readonly id: string;
  readonly version: string;
  readonly parameters: readonly Parameter[];
  /** Loss in percentage points against the set points at the epoch; below 0 is a gain. */
  readonly changePp: number;
}

export function recipeId(product: Product, step: Step): string {
  return `${product.letter}-${step.code}-${step.id}`;
}

/** Loss in units of curvature: zᵀ·H·z with ones on the diagonal and `INTERPLAY` beside it. */
function curvature(z: readonly number[]): number {
  return z.reduce((sum, one, i) => sum + one * one + 2 * INTERPLAY * one * (z[i + 1] ?? 0), 0);
}

/** Which recipe runs where, and what its set points cost: the hidden response surface. */
export class RecipeBook {
  readonly surfaces: readonly Surface[];
  private readonly byRecipe: Map<string, Surface>;
  private readonly epoch: number;
  private adjustments: AppliedAdjustment[] = [];

  constructor(seed: number, epoch: number) {
    this.epoch = epoch;
    this.surfaces = PRODUCTS.flatMap((product) => TUNED.map((tuned) => surfaceOf(seed, product, tuned)));
    this.byRecipe = new Map(this.surfaces.map((surface) => [surface.recipeId, surface]));
  }

  get applied(): readonly AppliedAdjustment[] {
    return this.adjustments;
  }

  /** Loss in percentage points of a product with these set points, 0 at the optimum, at most 60. */
  static lossPp(surface: Surface, values: readonly number[]): number {
    const z = values.map((value, i) => (value - (surface.optimum[i] ?? 0)) / (surface.knobs[i]?.scale ?? 1));
    return Math.min(60, surface.curvaturePp * curvature(z));
  }

  inForce(product: Product, step: Step, toolId: string, at: number): RecipeInForce {
    const id = recipeId(product, step);
    const surface = this.byRecipe.get(id);
    const changed = this.adjustments.filter(
      (one) => one.recipeId === id && one.appliedAt <= at && one.toolIds.includes(toolId),
    );
    if (!surface) return { id, version: changed.at(-1)?.newVersion ?? '1', parameters: [], changePp: 0 };
    const planned = this.planned(surface, at);
    const values = [...planned.values];
    for (const { parameters } of changed) {
      for (const { name, to } of parameters) {
        const knob = surface.knobs.findIndex((one) => one.name === name);
        if (knob >= 0) values[knob] = to;
      }
    }
    const parameters = surface.knobs.map(({ name, unit }, i) => ({ name, unit, value: values[i] ?? 0 }));
    const version = changed.at(-1)?.newVersion ?? planned.version;
    return { id, version, parameters, changePp: RecipeBook.lossPp(surface, values) - surface.lossAtCurrentPp };
  }

  /**
   * Takes an adjustment over on those tools whose recipe is at the version that it was made for.
   * Returns what was applied, or why nothing was.
   */
  apply(adjustment: AppliedAdjustment): { applied: AppliedAdjustment } | { refused: string } {
    if (this.adjustments.some((one) => one.adjustmentId === adjustment.adjustmentId))
      return { refused: 'already applied' };
    const product = PRODUCTS.find((one) => adjustment.recipeId.startsWith(`${one.letter}-`));
    const step = product && this.byRecipe.get(adjustment.recipeId)?.step;
    if (!product || !step) return { refused: `recipe ${adjustment.recipeId} has no set points that can be moved` };
    const toolIds = adjustment.toolIds.filter(
      (toolId) => this.inForce(product, step, toolId, adjustment.appliedAt).version === adjustment.fromVersion,
    );
    if (toolIds.length === 0)
      return { refused: `version ${adjustment.fromVersion} of ${adjustment.recipeId} is not in force on these tools` };
    const applied = { ...adjustment, toolIds };
    this.adjustments = [...this.adjustments, applied];
    return { applied };
  }

  /** Puts back what an earlier start had applied. */
  restore(adjustments: readonly AppliedAdjustment[]): void {
    this.adjustments = [...adjustments];
  }

  private planned(surface: Surface, at: number): { version: string; values: readonly number[] } {
    const age = (this.epoch - at) / DAY;
    const { version, stretch } = VERSIONS.find((one) => age > one.untilDaysBefore) ?? VERSIONS[2];
    if (stretch === 1) return { version, values: surface.current };
    const values = surface.current.map((value, i) => {
      const best = surface.optimum[i] ?? value;
      return rounded(best + (value - best) * stretch);
    });
    return { version, values };
  }
}

function surfaceOf(seed: number, product: Product, tuned: Tuned): Surface {
  const step = stepNamed(tuned.stepName);
  const stream = new RandomStream(seed, 'surface', hashOf(seed, product.id, step.id));
  const optimum = tuned.knobs.map((knob) => rounded(knob.typical + knob.scale * stream.between(-0.8, 0.8)));
  const current = tuned.knobs.map((knob, i) => {
    const side = stream.chance(0.5) ? 1 : -1;
    return rounded((optimum[i] ?? knob.typical) + side * knob.scale * stream.between(0.6, 1.1));
  });
  const z = current.map((value, i) => (value - (optimum[i] ?? 0)) / (tuned.knobs[i]?.scale ?? 1));
  const lossAtCurrentPp = tuned.lossPp * Math.sqrt((1 - product.yield) / 0.05);
  const curvaturePp = lossAtCurrentPp / curvature(z);
  return {
    recipeId: recipeId(product, step),
    productId: product.id,
    step,
    knobs: tuned.knobs,
    optimum,
    current,
    curvaturePp,
    lossAtCurrentPp,
  };
}

/** Four significant digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
