import { holm, welchTest, type WelchTest } from '@fabwright/analytics';
import type { TouchedLot } from './tool.repository.ts';
import { ToolReading, type ToolYield } from './tool.types.ts';

/** Fewer lots on a side decide nothing. */
const LEAST_LOTS = 3;
const LEVEL = 0.05;

/**
 * Each tool against the other tools of the same step, product by product, by the yields of whole lots: wafers of a lot
 * are no witnesses of their own. p is corrected over all comparisons, so that one of many tools isn't called out by chance.
 * @param only keys (`comparisonKey`) of the comparisons that are made; all where it is left out
 * @returns by tool; fractions of 1
 */
export function compareYields(lots: readonly TouchedLot[], only?: ReadonlySet<string>): Map<string, ToolYield[]> {
  const groups = Map.groupBy(lots, ({ stepId, productId }) => JSON.stringify([stepId, productId]));
  const found = [...groups.values()].flatMap((group) => {
    const tools = Map.groupBy(group, ({ toolId }) => toolId);
    const asked = [...tools].filter(([, [lot]]) => !only || (lot && only.has(comparisonKey(lot))));
    return asked.map(([toolId, own]) => comparison(toolId, own, group));
  });
  const tested = found.filter(({ p }) => p !== null);
  const corrected = holm(tested.map(({ p }) => p ?? 1));
  const places = new Map(tested.map((row, at) => [row, corrected[at] ?? 1]));
  const read = found.map((row) => ({ ...row, ...readingOf(row, places.get(row) ?? null) }));
  return Map.groupBy(read, ({ toolId }) => toolId);
}

/** Tells apart what is compared: tool, step and product. */
export function comparisonKey({
  toolId,
  stepId,
  productId,
}: Pick<TouchedLot, 'toolId' | 'stepId' | 'productId'>): string {
  return JSON.stringify([toolId, stepId, productId]);
}

type Compared = Omit<ToolYield, 'reading'> & { readonly toolId: string };

function comparison(toolId: string, own: readonly TouchedLot[], group: readonly TouchedLot[]): Compared {
  const others = group.filter((lot) => lot.toolId !== toolId);
  const test = testOf(own, others);
  return {
    toolId,
    ...placeOf(own),
    value: yieldOf(own),
    others: yieldOf(others),
    lots: countLots(own),
    otherLots: countLots(others),
    wafers: own.reduce((sum, { wafers }) => sum + wafers, 0),
    difference: test?.difference ?? null,
    p: test?.p ?? null,
  };
}

function placeOf([lot]: readonly TouchedLot[]): Pick<ToolYield, 'stepId' | 'stepName' | 'productId'> {
  if (!lot) return { stepId: '', stepName: '', productId: '' };
  return { stepId: lot.stepId, stepName: lot.stepName, productId: lot.productId };
}

/** Null where too few lots decide nothing. */
function testOf(own: readonly TouchedLot[], others: readonly TouchedLot[]): WelchTest | null {
  if (countLots(own) < LEAST_LOTS || countLots(others) < LEAST_LOTS) return null;
  return welchTest(yieldsOfLots(own), yieldsOfLots(others));
}

const countLots = (lots: readonly TouchedLot[]): number => new Set(lots.map(({ lotId }) => lotId)).size;

/** A lot that went over several of the other tools is one lot. */
function yieldsOfLots(lots: readonly TouchedLot[]): number[] {
  return [...Map.groupBy(lots, ({ lotId }) => lotId).values()].flatMap((parts) => yieldOf(parts) ?? []);
}

function yieldOf(parts: readonly TouchedLot[]): number | null {
  const gross = parts.reduce((sum, part) => sum + part.gross, 0);
  return gross > 0 ? parts.reduce((sum, part) => sum + part.good, 0) / gross : null;
}

function readingOf({ difference }: Compared, p: number | null): Pick<ToolYield, 'p' | 'reading'> {
  if (p === null || difference === null) return { p: null, reading: ToolReading.INCONCLUSIVE };
  if (p >= LEVEL) return { p, reading: ToolReading.NO_DIFFERENCE };
  return { p, reading: difference < 0 ? ToolReading.LOWER : ToolReading.HIGHER };
}
