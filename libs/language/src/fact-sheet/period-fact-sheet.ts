import { PRECISION } from '@fabwright/facts';
import type { FactSheet } from './fact-sheet.ts';
import { addCompleteness, addLosses, addRetest, extremes, ruleName } from './shared-statements.ts';
import { SheetBuilder, directionOf } from './sheet-builder.ts';
import type { BaselineFigures, NamedYield, PeriodSheetInput } from './sheet-input.ts';

const precision = PRECISION.yield;

/**
 * Facts and statements about a product at one insertion over a period (a week, the Overview's window). Pure: the same
 * input gives the same sheet. A finished period is a census, so its yield has no interval; its change has one.
 */
export function periodFactSheet(input: PeriodSheetInput): FactSheet {
  const sheet = new SheetBuilder({
    kind: 'period',
    subject: { type: 'product', name: input.product },
    names: [input.product, input.insertion],
    period: input.period,
  });
  const below = lotsBelowFloor(input);
  const period = sheet.period('period', input.period, input.sources.yields);
  if (input.yields.final === null) {
    sheet.say('headline.period.empty', 'headline', { period }, { effect: 1 });
    addCompleteness(sheet, input.completeness, input.dies, input.sources);
    return sheet.build();
  }
  addHeadline(sheet, input, period, below);
  addYields(sheet, input);
  addFloor(sheet, input, below);
  addLosses(sheet, input.losses, input.sources);
  addAlarms(sheet, input);
  addRetest(sheet, input.retest, input.yields, precision, input.sources);
  addOpenQuestions(sheet, input, below);
  addCompleteness(sheet, input.completeness, input.dies, input.sources);
  return sheet.build();
}

function lotsBelowFloor({ floor, lots }: PeriodSheetInput): readonly NamedYield[] {
  return floor === null ? [] : lots.filter((lot) => lot.yield < floor);
}

/** Whether the change is more than these lots would show by chance; null when that can't be said. */
function isSignificant({ difference }: PeriodSheetInput): boolean | null {
  return difference?.significant ?? null;
}

function finalFact(sheet: SheetBuilder, input: PeriodSheetInput): string {
  return sheet.yield('yield.final', input.yields.final ?? 0, precision, input.sources.yields, {
    n: { value: input.lots.length, unit: 'lots' },
  });
}

function changeFact(sheet: SheetBuilder, input: PeriodSheetInput, valuePp: number): string {
  const interval = input.difference?.interval;
  return sheet.points('yield.change', valuePp, PRECISION.change, input.sources.yields, {
    signed: true,
    moreIs: 'good',
    n: { value: input.lots.length, unit: 'lots' },
    ...(interval && !('kind' in interval) ? { interval } : {}),
  });
}

function belowFact(sheet: SheetBuilder, input: PeriodSheetInput, below: readonly NamedYield[]): string {
  return sheet.share('lots.below-floor', below.length, input.lots.length, 'lots', input.sources.yields);
}

function addHeadline(sheet: SheetBuilder, input: PeriodSheetInput, period: string, below: readonly NamedYield[]): void {
  const final = finalFact(sheet, input);
  const valuePp = input.difference?.valuePp ?? null;
  const significant = isSignificant(input);
  const direction = valuePp === null ? 'flat' : directionOf(valuePp, PRECISION.change, 'good').direction;
  if (valuePp === null || significant === null) {
    sheet.say('headline.period.alone', 'headline', { final, period }, { effect: 1 });
  } else if (!significant || direction === 'flat') {
    sheet.say('headline.period.steady', 'headline', { final, period }, { effect: 1 });
  } else {
    const message = direction === 'down' ? 'headline.period.fell' : 'headline.period.rose';
    const change = changeFact(sheet, input, valuePp);
    sheet.say(message, 'headline', { change, final, period }, { effect: Math.abs(valuePp) + 1 });
  }
  if (below.length > 0) {
    sheet.say('headline.period.below-floor', 'headline', { below: belowFact(sheet, input, below) }, { effect: 1 });
  }
}

function addYields(sheet: SheetBuilder, input: PeriodSheetInput): void {
  const { baseline, completeness, difference, lots, sources, yields } = input;
  const final = finalFact(sheet, input);
  const roles = {
    final,
    lots: sheet.count('lots.count', lots.length, 'lots', sources.yields),
    wafers: sheet.count('wafers.count', completeness.wafers, 'wafers', sources.yields),
  };
  if (baseline && difference && difference.valuePp !== null) {
    addComparison(sheet, input, baseline, difference.valuePp, roles);
  } else {
    sheet.say('yield.period.alone', 'changed', roles, { effect: 1 });
  }
  if (yields.firstPass !== null && yields.record !== null) {
    const firstPass = sheet.yield('yield.first-pass', yields.firstPass, precision, sources.yields);
    const record = sheet.yield('yield.record', yields.record, precision, sources.yields);
    sheet.say('yield.period.first-pass', 'changed', { firstPass, record }, { effect: 0.5 });
  }
}

function addComparison(
  sheet: SheetBuilder,
  input: PeriodSheetInput,
  baseline: BaselineFigures,
  valuePp: number,
  roles: { final: string; lots: string; wafers: string },
): void {
  const significant = isSignificant(input);
  const message = significant === false ? 'yield.period.change-uncertain' : 'yield.period.compared';
  const compared = {
    ...roles,
    baseline: sheet.period('period.baseline', baseline.period, input.sources.yields),
    baselineLots: sheet.count('lots.baseline', baseline.lots, 'lots', input.sources.yields),
    change: changeFact(sheet, input, valuePp),
  };
  const weight = { effect: Math.abs(valuePp) + 1, significance: significant === null ? 0.5 : 1 };
  sheet.say(message, 'changed', compared, weight);
}

function addFloor(sheet: SheetBuilder, input: PeriodSheetInput, below: readonly NamedYield[]): void {
  if (input.floor === null) return;
  const floor = sheet.yield('yield.floor', input.floor, precision, input.sources.yields);
  const lowest = extremes(below)?.lowest;
  if (!lowest) {
    sheet.say('floor.lots.none', 'changed', { floor }, { effect: 0.2 });
    return;
  }
  const roles = {
    below: belowFact(sheet, input, below),
    floor,
    lot: sheet.name({ type: 'lot', name: lowest.name }, input.sources.yields),
    lotYield: sheet.yield('yield.lowest', lowest.yield, precision, input.sources.yields, {
      subject: { type: 'lot', name: lowest.name },
      names: [lowest.name],
    }),
  };
  sheet.say('floor.lots', 'changed', roles, { effect: (10 * below.length) / Math.max(1, input.lots.length) });
}

function addAlarms(sheet: SheetBuilder, input: PeriodSheetInput): void {
  const source = input.sources.alarms;
  const lotName = (lot: string): string => sheet.name({ type: 'lot', name: lot }, source);
  const sigma = input.alarms.filter((alarm) => alarm.kind === 'sigma');
  const slope = input.alarms.filter((alarm) => alarm.kind === 'slope');
  const latest = sigma.at(-1);
  if (latest) {
    const alarmedLots = new Set(sigma.map((alarm) => alarm.lot)).size;
    const alarmed = sheet.share('lots.alarmed', alarmedLots, input.lots.length, 'lots', source);
    const rule = sheet.name({ type: 'group', name: ruleName(latest.rule) }, source);
    sheet.say('alarm.sigma', 'with', { alarmed, lot: lotName(latest.lot), rule }, { effect: alarmedLots });
  }
  const drift = slope[0];
  if (drift) {
    const message = drift.direction === 'low' ? 'alarm.slope' : 'alarm.slope.high';
    sheet.say(message, 'with', { lot: lotName(drift.lot) }, { effect: 1 });
  }
  const spread = input.alarms.find((alarm) => alarm.kind === 'spread' && alarm.direction === 'high');
  if (spread) sheet.say('alarm.spread', 'with', { lot: lotName(spread.lot) }, { effect: 0.7 });
  if (input.limits.kind === 'limits' && sigma.length + slope.length === 0) {
    sheet.say('alarm.none', 'with', {}, { effect: 0.3 });
  }
}

/** Whether something happened that has a cause to look for. */
function isTroubled(input: PeriodSheetInput, below: readonly NamedYield[]): boolean {
  const fell = isSignificant(input) === true && (input.difference?.valuePp ?? 0) < 0;
  return fell || below.length > 0 || input.alarms.length > 0;
}

function addOpenQuestions(sheet: SheetBuilder, input: PeriodSheetInput, below: readonly NamedYield[]): void {
  addInconclusive(sheet, input);
  if (isTroubled(input, below)) {
    sheet.say('open.cause', 'open', {}, { effect: Number.MAX_VALUE });
    return;
  }
  // "Nothing stood out" is a finding: it is said only where limits, change and floor could all have spoken.
  if (input.limits.kind === 'limits' && isSignificant(input) === false && input.floor !== null) {
    const period = sheet.period('period', input.period, input.sources.yields);
    sheet.say('uneventful.period', 'open', { period }, { effect: 1 });
  }
}

function addInconclusive(sheet: SheetBuilder, { difference, limits, sources }: PeriodSheetInput): void {
  const certain = { effect: Number.MAX_VALUE };
  if (limits.kind === 'too-little-data')
    addMissingLimits(sheet, limits.reason, limits.needs, limits.lots, sources.alarms);
  const interval = difference?.interval;
  if (interval && 'kind' in interval) {
    const needs = sheet.count('lots.needed', interval.needs, 'lots', sources.yields, { names: ['change'] });
    const have = sheet.count('lots.available', interval.lots, 'lots', sources.yields, { names: ['change'] });
    sheet.say('open.change-too-few', 'open', { needs, have }, certain);
  }
}

/** Says in words why there are no control limits. */
export function addMissingLimits(
  sheet: SheetBuilder,
  reason: 'too-few-lots' | 'no-spread',
  needed: number,
  available: number,
  source: PeriodSheetInput['sources']['alarms'],
): void {
  const certain = { effect: Number.MAX_VALUE };
  if (reason === 'no-spread') {
    sheet.say('open.limits-no-spread', 'open', {}, certain);
    return;
  }
  const needs = sheet.count('lots.needed', needed, 'lots', source, { names: ['limits'] });
  const have = sheet.count('lots.available', available, 'lots', source, { names: ['limits'] });
  sheet.say('open.limits-too-little', 'open', { needs, have }, certain);
}
