import type { Fact } from '@fabwright/facts';
import type { MessageKey } from '../wording/messages.en.ts';
import { fitsPlace } from './place.ts';
import type { Item } from './read-sentence.ts';

/** Which of a family of words must stand nearest to a reference. `ref:role` is another reference. */
interface Cue {
  readonly own: readonly string[];
  readonly family: readonly string[];
  /** Refused where no word of the family is in the sentence; without it, only the reference's own clause is searched. */
  readonly required?: boolean;
}

const YIELDS = ['final', 'first-pass', 'record', 'floor', 'lowest', 'passed-last'];
const ENDS = ['lowest', 'highest'];
const PARTS = ['within-products', 'mix'];
const CASES = ['opened', 'contained', 'confirmed-cause'];
const SAMPLES = ['ref:final', 'ref:baseline', 'ref:change'];

const CUES: Readonly<Record<string, Cue>> = {
  final: { own: ['final'], family: YIELDS },
  firstPass: { own: ['first-pass'], family: YIELDS, required: true },
  record: { own: ['record'], family: YIELDS, required: true },
  floor: { own: ['floor'], family: ['floor', 'lowest'], required: true },
  lotYield: {
    own: ['lowest', 'ref:lot'],
    family: ['lowest', 'floor', 'below', 'ref:lot', 'ref:below'],
    required: true,
  },
  worst: { own: ['lowest'], family: ENDS, required: true },
  worstYield: { own: ['lowest', 'ref:worst'], family: [...ENDS, 'ref:worst', 'ref:best'], required: true },
  best: { own: ['highest'], family: ENDS, required: true },
  bestYield: { own: ['highest', 'ref:best'], family: [...ENDS, 'ref:worst', 'ref:best'], required: true },
  lots: { own: ['ref:final'], family: SAMPLES, required: true },
  baselineLots: {
    own: ['ref:baseline', 'ref:baselineFinal'],
    family: [...SAMPLES, 'ref:baselineFinal'],
    required: true,
  },
  baselineFinal: {
    own: ['ref:baselineLots', 'ref:baseline'],
    family: ['ref:baselineLots', 'ref:baseline', 'ref:change'],
    required: true,
  },
  below: { own: ['below'], family: ['below', 'lowest'], required: true },
  good: { own: ['passed-last'], family: YIELDS, required: true },
  recovered: { own: ['recovered'], family: ['recovered', 'worth', 'up', 'better'], required: true },
  alarmed: { own: ['alarmed'], family: ['alarmed', 'latest'], required: true },
  needs: { own: ['needs'], family: ['needs', 'has'], required: true },
  have: { own: ['has'], family: ['needs', 'has'], required: true },
  within: { own: ['within-products'], family: PARTS, required: true },
  mix: { own: ['mix'], family: PARTS, required: true },
  short: { own: ['missing'], family: ['missing', 'worth'], required: true },
  equivalent: { own: ['worth'], family: ['missing', 'worth'], required: true },
  opened: { own: ['opened'], family: CASES, required: true },
  contained: { own: ['contained'], family: CASES, required: true },
  confirmed: { own: ['confirmed-cause'], family: CASES, required: true },
  actions: { own: ['agreed-open'], family: ['agreed-open', 'overdue'], required: true },
  overdue: { own: ['overdue'], family: ['agreed-open', 'overdue'], required: true },
  'yield.period.compared:wafers': { own: ['ref:final'], family: SAMPLES, required: true },
  'yield.period.change-uncertain:wafers': { own: ['ref:final'], family: SAMPLES, required: true },
  'yield.period.alone:wafers': { own: ['ref:final'], family: SAMPLES, required: true },
  'target.below:below': { own: ['below'], family: ['below', 'gap'], required: true },
  'target.below:product': { own: ['gap'], family: ['below', 'gap'], required: true },
  'floor.lots:lot': { own: ['lowest'], family: ['lowest', 'below'], required: true },
  'alarm.sigma:lot': { own: ['latest'], family: ['latest', 'alarmed'], required: true },
};

const CLAUSE_WEIGHT = 50;

function tagOf(item: Item): string {
  if (item.kind === 'reference') return `ref:${item.role}`;
  return item.kind === 'phrase' && item.concept !== null ? item.concept : '';
}

/** The nearest word of a family; a clause away counts as far, and what stands before wins a tie. */
function nearest(items: readonly Item[], at: number, family: readonly string[]): string | null {
  let best: { tag: string; distance: number } | null = null;
  items.forEach((item, index) => {
    const tag = tagOf(item);
    if (index === at || !family.includes(tag)) return;
    const clauses = Math.abs(item.clause - (items[at]?.clause ?? 0));
    const distance = Math.abs(index - at) + CLAUSE_WEIGHT * clauses + (index > at ? 0.5 : 0);
    if (best === null || distance < best.distance) best = { tag, distance };
  });
  return (best as { tag: string } | null)?.tag ?? null;
}

function fitsCue(items: readonly Item[], at: number, cue: Cue | undefined): boolean {
  if (!cue) return true;
  const near = cue.required ? items : items.filter((item) => item.clause === items[at]?.clause);
  const found = nearest(near, near.indexOf(items[at] as Item), cue.family);
  return found === null ? cue.required !== true : cue.own.includes(found);
}

/** Whether the words around a reference fit the role it plays. */
export function fitsRole(items: readonly Item[], at: number, role: string, fact: Fact, message: MessageKey): boolean {
  const cue = CUES[`${message}:${role}`] ?? CUES[role];
  return fitsCue(items, at, cue) && fitsPlace(items, at, role, fact, message);
}
