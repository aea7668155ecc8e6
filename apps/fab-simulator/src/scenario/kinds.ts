import type { Run } from '../flow/lot.ts';
import { LOTS_A_BATCH, reticleOf, substrateBatchOf } from '../flow/materials.ts';
import { DAY, WEEK } from '../model/calendar.ts';
import { PRODUCTS, type Product } from '../model/products.ts';
import { ROUTE, stepNamed, type Area, type Step } from '../model/route.ts';
import { TESTERS, toolsOf, type Tool } from '../model/tools.ts';
import { hashOf, uniformAt } from '../random/stream.ts';
import { followed } from './linked-runs.ts';
import {
  excursionAt,
  guiltyPlaces,
  inPlace,
  maintenanceInterval,
  somewhere,
  span,
  whenever,
  type Ground,
  type Look,
  type Place,
} from './plant.ts';
import type { Link, Planted } from './planted-causes.ts';
import type { ScenarioKind } from './scenario.ts';

/** What only the sort floor knows: the card of each lot and when it was sorted. */
export type CardOfLot = ReadonlyMap<string, { readonly probeCard: string; readonly at: number }>;

/** A cause, and the recipe version of runs where it is another than usual. */
export interface Plot extends Planted {
  readonly versionOf?: (run: Run) => string | undefined;
}

const CHAMBERED: readonly [Area, ...Area[]] = ['Etch', 'Deposition', 'Metal', 'CMP'];
const LOT_BY_LOT: readonly [Area, ...Area[]] = ['Lithography', 'Implant', 'Wet clean'];
/** Causes of this kind belong to one product: the one with most lots. */
const MAIN = PRODUCTS[0] as Product;
const NOWHERE = { toolId: '', chamber: '' } as const;

type Builder = (ground: Ground, cards: CardOfLot) => Plot;

/** In a chamber: a drift, an edge ring. */
function inChamber(areas: readonly [Area, ...Area[]], look: Look): Builder {
  return (ground) => {
    const place = somewhere(ground, areas, true);
    const where = { toolId: place.tool.id, chamber: place.chamber, area: place.tool.area, steps: place.steps };
    const excursion = excursionAt(ground, where, span(ground, place.steps, [8, 15]), look);
    return { excursion, strength: inPlace(excursion), guilty: guiltyPlaces(place, 'chamber') };
  };
}

/** In a whole tool, whichever chamber: slow wear at all that it does. */
function inTool(areas: readonly [Area, ...Area[]], days: readonly [number, number], look: Look): Builder {
  return (ground) => toolCause(ground, somewhere(ground, areas, false), days, look);
}

/** A robot that scratches wafers of one recipe, whichever chamber they come from. */
function robot(ground: Ground): Plot {
  const place = somewhere(ground, ['CMP'], false);
  const look: Look = { signature: 'scratch', hitShare: [0.3, 0.5] };
  return toolCause(ground, { ...place, steps: place.steps.slice(0, 1) }, [10, 15], look);
}

function toolCause(ground: Ground, place: Place, days: readonly [number, number], look: Look): Plot {
  const where = { ...NOWHERE, toolId: place.tool.id, area: place.tool.area, steps: place.steps };
  const excursion = excursionAt(ground, where, span(ground, place.steps, days), look);
  return { excursion, strength: inPlace(excursion), guilty: guiltyPlaces(place, 'tool') };
}

function afterMaintenance(ground: Ground): Plot {
  const place = somewhere(ground, CHAMBERED, true);
  const { number, ...when } = maintenanceInterval(ground, place);
  const where = { toolId: place.tool.id, chamber: place.chamber, area: place.tool.area, steps: place.steps };
  const excursion = excursionAt(ground, where, when);
  const guilty = guiltyPlaces(place, 'chamber').flatMap((one) => [
    { ...one, kind: 'maintenance' as const, level: `${one.level}#${number}` },
    one,
  ]);
  return { excursion, strength: inPlace(excursion), guilty };
}

function wrongRecipe(ground: Ground): Plot {
  const steps = [ground.stream.pick(['Gate etch', 'Via etch', 'Well litho', 'Spacer deposition'] as const)].map(
    stepNamed,
  );
  const { area, id } = steps[0] as Step;
  const share = ground.stream.between(0.3, 0.45);
  const excursion = excursionAt(ground, { ...NOWHERE, area, steps }, span(ground, steps, [8, 15]));
  const isWrong = (run: Run): boolean =>
    uniformAt(hashOf(excursion.key, 'version', run.lot.lotId)) < share && excursion.steps.includes(run.step.index);
  const strength = whenever(excursion, isWrong);
  const versionOf = (run: Run): string | undefined =>
    run.wafers.some((_, i) => strength(run, i) > 0) ? '2' : undefined;
  return { excursion, strength, versionOf, guilty: [{ kind: 'recipe-version', stepId: id, level: '2' }] };
}

/** The lowest places of a carrier at one step, on every tool. */
function slots(ground: Ground): Plot {
  const steps = [ground.stream.pick(['Pad oxide', 'Trench CMP', 'Well anneal', 'N-well implant'] as const)].map(
    stepNamed,
  );
  const { area, id } = steps[0] as Step;
  const first = ground.stream.whole(1, 11);
  const excursion = excursionAt(ground, { ...NOWHERE, area, steps }, span(ground, steps, [10, 18]));
  const strength = whenever(excursion, (run, place) => {
    const slot = run.slots[place] ?? 0;
    return slot >= first && slot < first + 3;
  });
  const guilty = [0, 1, 2].map((i) => ({ kind: 'slot' as const, stepId: id, level: String(first + i) }));
  return { excursion, strength, guilty };
}

function queueTime(ground: Ground): Plot {
  const steps = [ground.stream.pick(['Silicide sputter', 'Contact barrier', 'Gate deposition'] as const)].map(
    stepNamed,
  );
  const { area, id } = steps[0] as Step;
  const hours = ground.stream.between(30, 36);
  const excursion = excursionAt(ground, { ...NOWHERE, area, steps }, span(ground, steps, [20, 28]));
  const strength = whenever(excursion, (run) => run.queueHours > hours);
  return { excursion, strength, guilty: [{ kind: 'queue-time', stepId: id, level: hours.toFixed(1) }] };
}

function reticle(ground: Ground): Plot {
  const litho = ROUTE.filter((step) => step.area === 'Lithography') as [Step, ...Step[]];
  const step = ground.stream.pick(litho);
  const level = `${MAIN.letter}-${step.code}-${ground.stream.pick(['A', 'B'])}`;
  const when = span(ground, [step], [12, 20]);
  const where = { ...NOWHERE, area: step.area, steps: [step] };
  const excursion = excursionAt(ground, where, when, { signature: 'reticle', hitShare: [0.7, 0.9] });
  const strength = whenever(excursion, (run) => reticleOf(ground.seed, run.lot, step) === level);
  return { excursion, strength, guilty: [{ kind: 'reticle', stepId: step.id, level }] };
}

/** Pairs of steps that one area does with chambers, so that the second can follow the first one to one. */
const LINKABLE: readonly [string, string][] = [
  ['Contact barrier', 'Contact fill'],
  ['Gate etch', 'Spacer etch'],
  ['Via etch', 'Metal 2 etch'],
];

function confounded(ground: Ground): Plot {
  const [first, second] = ground.stream.pick(LINKABLE as [[string, string], ...[string, string][]]).map(stepNamed) as [
    Step,
    Step,
  ];
  const link: Link = { first: first.index, second: second.index };
  const tool = ground.stream.pick(toolsOf(first.area) as [Tool, ...Tool[]]);
  const chamber = ground.stream.pick(tool.chambers as [string, ...string[]]);
  const where = { toolId: tool.id, chamber, area: tool.area, steps: [first] };
  const excursion = excursionAt(ground, where, span(ground, [first], [12, 18]));
  const follower = followed(tool, chamber);
  const guilty = [
    { kind: 'chamber' as const, stepId: first.id, level: `${tool.id}/${chamber}` },
    { kind: 'chamber' as const, stepId: second.id, level: `${follower.toolId}/${follower.chamber}` },
  ];
  return { excursion, strength: inPlace(excursion), guilty, link };
}

function substrates(ground: Ground): Plot {
  const step = ROUTE[0] as Step;
  const sequence = Math.floor(((ground.meetsSortAt - 40 * DAY - ground.origin) / WEEK) * MAIN.lotsPerWeek);
  const batch = `SB-${MAIN.letter}${String(Math.floor(sequence / LOTS_A_BATCH)).padStart(3, '0')}`;
  const always = { from: ground.origin, to: ground.origin + 400 * DAY };
  const where = { ...NOWHERE, area: 'Diffusion' as const, steps: [step] };
  const excursion = excursionAt(ground, where, always, { hitShare: [0.6, 0.9] });
  const strength = whenever(excursion, (run) => substrateBatchOf(ground.seed, run.lot) === batch);
  return { excursion, strength, guilty: [{ kind: 'substrate-batch', stepId: null, level: batch }] };
}

function card(ground: Ground, cards: CardOfLot): Plot {
  const level = ground.stream.pick(ground.stream.pick(TESTERS as [(typeof TESTERS)[0], ...typeof TESTERS]).probeCards);
  const from = ground.meetsSortAt + ground.stream.between(0, 8) * DAY;
  const to = from + ground.stream.between(12, 20) * DAY;
  const step = ROUTE[0] as Step;
  const where = { ...NOWHERE, area: 'Wet clean' as const, steps: [step] };
  const excursion = excursionAt(ground, where, { from, to }, { hitShare: [0.6, 0.9] });
  const strength = (run: Run): number => {
    const sorted = cards.get(run.lot.lotId);
    return sorted && sorted.probeCard === level && sorted.at >= from && sorted.at <= to ? 1 : 0;
  };
  return { excursion, strength, guilty: [{ kind: 'probe-card', stepId: null, level }] };
}

const BUILDERS: Readonly<Record<Exclude<ScenarioKind, 'nothing'>, Builder>> = {
  'chamber-drift': inChamber(CHAMBERED, { shape: 'ramp' }),
  'maintenance-gone-wrong': afterMaintenance,
  'wrong-recipe-version': wrongRecipe,
  'slot-effect': slots,
  'queue-time': queueTime,
  'reticle-defect': reticle,
  'edge-ring': inChamber(['Etch', 'Metal'], { signature: 'edge-ring' }),
  scratch: robot,
  'confounded-chambers': confounded,
  'tool-wear': inTool(LOT_BY_LOT, [22, 30], { shape: 'ramp' }),
  'substrate-batch': substrates,
  'probe-card': card,
};

/** The cause of a scenario; null for `nothing`. */
export function plotOf(ground: Ground, cards: CardOfLot): Plot | null {
  return ground.kind === 'nothing' ? null : BUILDERS[ground.kind](ground, cards);
}
