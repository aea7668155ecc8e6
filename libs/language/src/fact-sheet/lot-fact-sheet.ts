import { PRECISION, toPercent } from '@fabwright/facts';
import type { FactSheet } from './fact-sheet.ts';
import { addMissingLimits } from './period-fact-sheet.ts';
import { addCompleteness, addLosses, addRetest, extremes, ruleName } from './shared-statements.ts';
import { SheetBuilder, directionOf } from './sheet-builder.ts';
import type { LotSheetInput } from './sheet-input.ts';

/** The three yields stand side by side in a lot's text. */
const precision = PRECISION.yieldSideBySide;

/**
 * Facts and statements about one lot at one insertion. Pure: the same input gives the same sheet. A lot's difference
 * from its baseline has no interval; whether it is unusual is what the control limits say.
 */
export function lotFactSheet(input: LotSheetInput): FactSheet {
  const sheet = new SheetBuilder({
    kind: 'lot',
    subject: { type: 'lot', name: input.lot },
    names: [input.product, input.insertion, input.lot],
    period: { kind: 'lot' },
  });
  const lot = sheet.name({ type: 'lot', name: input.lot }, input.sources.yields);
  if (input.yields.final === null) {
    sheet.say('headline.lot.empty', 'headline', { lot }, { effect: 1 });
    addCompleteness(sheet, input.completeness, input.dies, input.sources);
    return sheet.build();
  }
  const final = sheet.yield('yield.final', input.yields.final, precision, input.sources.yields, {
    n: { value: input.completeness.wafers, unit: 'wafers' },
  });
  addHeadline(sheet, input, lot, final);
  addYields(sheet, input, final);
  addBaseline(sheet, input, input.yields.final);
  addWafers(sheet, input);
  addLosses(sheet, input.losses, input.sources);
  addAlarms(sheet, input);
  addRetest(sheet, input.retest, input.yields, precision, input.sources);
  addOpenQuestions(sheet, input);
  addCompleteness(sheet, input.completeness, input.dies, input.sources);
  return sheet.build();
}

function isBelowFloor({ floor, yields }: LotSheetInput): boolean {
  return floor !== null && yields.final !== null && yields.final < floor;
}

/** Whether the lot's own point lies outside its limits (rule 1); a broken run rule does not put it there. */
function isOutsideLimits({ alarms }: LotSheetInput): boolean {
  return alarms.some((alarm) => alarm.rule === 'nelson-1');
}

function addHeadline(sheet: SheetBuilder, input: LotSheetInput, lot: string, final: string): void {
  const weight = { effect: 1 };
  if (isBelowFloor(input)) {
    const floor = sheet.yield('yield.floor', input.floor ?? 0, precision, input.sources.yields);
    sheet.say('headline.lot.below-floor', 'headline', { lot, final, floor }, weight);
  } else if (input.limits.kind !== 'limits') {
    sheet.say('headline.lot.alone', 'headline', { lot, final }, weight);
  } else {
    const message = isOutsideLimits(input) ? 'headline.lot.alarm' : 'headline.lot.within';
    sheet.say(message, 'headline', { lot, final }, weight);
  }
}

function addYields(sheet: SheetBuilder, input: LotSheetInput, final: string): void {
  const { yields, sources } = input;
  if (yields.firstPass === null || yields.record === null) return;
  const roles = {
    good: sheet.share('dies.good', input.goodDies, input.dies, 'dies', sources.yields),
    final,
    firstPass: sheet.yield('yield.first-pass', yields.firstPass, precision, sources.yields),
    record: sheet.yield('yield.record', yields.record, precision, sources.yields),
  };
  sheet.say('yield.lot.three', 'changed', roles, { effect: 5 });
}

function addBaseline(sheet: SheetBuilder, { baseline, sources }: LotSheetInput, final: number): void {
  if (!baseline || baseline.final === null || baseline.lots === 0) return;
  const changePp = toPercent(final) - toPercent(baseline.final);
  const roles = {
    baseline: sheet.period('period.baseline', baseline.period, sources.yields),
    baselineLots: sheet.count('lots.baseline', baseline.lots, 'lots', sources.yields),
    baselineFinal: sheet.yield('yield.baseline', baseline.final, precision, sources.yields),
  };
  const change = sheet.points('yield.change', changePp, precision, sources.yields, { signed: true, moreIs: 'good' });
  const { direction } = directionOf(changePp, precision, 'good');
  const weight = { effect: Math.abs(changePp) };
  if (direction === 'flat') sheet.say('yield.lot.same', 'changed', roles, weight);
  else
    sheet.say(direction === 'down' ? 'yield.lot.lower' : 'yield.lot.higher', 'changed', { ...roles, change }, weight);
}

function addWafers(sheet: SheetBuilder, input: LotSheetInput): void {
  const { floor, sources, wafers } = input;
  const ends = extremes(wafers);
  if (!ends || wafers.length < 2) return;
  const wafer = (name: string) => ({ type: 'wafer', name }) as const;
  const { lowest, highest } = ends;
  const roles = {
    worst: sheet.name(wafer(lowest.name), sources.yields),
    worstYield: sheet.yield('yield.lowest', lowest.yield, precision, sources.yields, { subject: wafer(lowest.name) }),
    best: sheet.name(wafer(highest.name), sources.yields),
    bestYield: sheet.yield('yield.highest', highest.yield, precision, sources.yields, { subject: wafer(highest.name) }),
  };
  sheet.say('wafers.extremes', 'where', roles, { effect: toPercent(highest.yield) - toPercent(lowest.yield) });
  const belowCount = wafersBelowFloor(input);
  if (floor === null || belowCount === 0) return;
  const below = sheet.share('wafers.below-floor', belowCount, wafers.length, 'wafers', sources.yields);
  const floorFact = sheet.yield('yield.floor', floor, precision, sources.yields);
  sheet.say('floor.wafers', 'where', { below, floor: floorFact }, { effect: (10 * belowCount) / wafers.length });
}

function wafersBelowFloor({ floor, wafers }: LotSheetInput): number {
  return floor === null ? 0 : wafers.filter((wafer) => wafer.yield < floor).length;
}

function addAlarms(sheet: SheetBuilder, { alarms, lot, sources }: LotSheetInput): void {
  const source = sources.alarms;
  const sigma = alarms.find((alarm) => alarm.kind === 'sigma');
  if (sigma) {
    const rule = sheet.name({ type: 'group', name: ruleName(sigma.rule) }, source);
    sheet.say('alarm.lot', 'with', { rule }, { effect: 2 });
  }
  const name = sheet.name({ type: 'lot', name: lot }, sources.yields);
  const slope = alarms.find((alarm) => alarm.kind === 'slope');
  if (slope) {
    sheet.say(slope.direction === 'low' ? 'alarm.slope' : 'alarm.slope.high', 'with', { lot: name }, { effect: 1.5 });
  }
  if (alarms.some((alarm) => alarm.kind === 'spread' && alarm.direction === 'high')) {
    sheet.say('alarm.spread', 'with', { lot: name }, { effect: 1 });
  }
}

function addOpenQuestions(sheet: SheetBuilder, input: LotSheetInput): void {
  const { alarms, floor, limits, sources } = input;
  if (limits.kind === 'too-little-data')
    addMissingLimits(sheet, limits.reason, limits.needs, limits.lots, sources.alarms);
  const troubled = alarms.length > 0 || isBelowFloor(input) || wafersBelowFloor(input) > 0;
  if (troubled) sheet.say('open.cause', 'open', {}, { effect: Number.MAX_VALUE });
  else if (limits.kind === 'limits' && floor !== null) sheet.say('uneventful.lot', 'open', {}, { effect: 1 });
}
