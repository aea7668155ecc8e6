import type { ChangePart, MixChange } from '@fabwright/analytics';
import { PRECISION, type FactInterval, type FactSource, type Period } from '@fabwright/facts';
import type { FactSheet } from './fact-sheet.ts';
import { addLosses } from './shared-statements.ts';
import { SheetBuilder, directionOf } from './sheet-builder.ts';
import type { LossFigure } from './sheet-input.ts';

const precision = PRECISION.yield;
const CERTAIN = { effect: Number.MAX_VALUE };

/** A product that is aimed at something. Yields are fractions of 1. */
export interface TargetedProduct {
  readonly name: string;
  readonly final: number;
  readonly target: number;
}

/** Figures of all products, or of a part of them, over a period. */
export interface PortfolioSheetInput {
  /** What all of it is called: the fab, or the one product. */
  readonly name: string;
  readonly period: Period;
  readonly baseline: Period;
  /** Fractions of 1; null without dies. */
  readonly final: number | null;
  readonly lots: number;
  readonly wafers: number;
  readonly baselineLots: number;
  /** Null where nothing can be compared. */
  readonly change: MixChange | null;
  /** Several products: only then there is a mix. */
  readonly products: { readonly all: number; readonly tested: number };
  readonly targeted: readonly TargetedProduct[];
  /** Good dies missing to the targets, and what they are in wafers; null without a target. */
  readonly shortfall: { readonly dies: number; readonly wafers: number } | null;
  readonly losses: readonly LossFigure[];
  readonly excursions: { readonly opened: number; readonly contained: number; readonly confirmed: number };
  readonly actions: { readonly open: number; readonly overdue: number };
  readonly incompleteLots: number;
  readonly excludedWafers: number;
  readonly sources: Readonly<Record<'yields' | 'losses' | 'excursions' | 'actions', FactSource>>;
}

/** Facts and statements about all products over a month. Pure: the same input gives the same sheet. */
export function portfolioFactSheet(input: PortfolioSheetInput): FactSheet {
  const sheet = new SheetBuilder({
    kind: 'portfolio',
    subject: { type: 'group', name: input.name },
    names: [input.name],
    period: input.period,
  });
  const period = sheet.period('period', input.period, input.sources.yields);
  if (input.final === null) {
    sheet.say('headline.period.empty', 'headline', { period }, { effect: 1 });
  } else {
    const final = sheet.yield('yield.final', input.final, precision, input.sources.yields, {
      n: { value: input.lots, unit: 'lots' },
    });
    addHeadline(sheet, input, { period, final });
    addChange(sheet, input, final);
    addTargets(sheet, input);
    const { losses: source } = input.sources;
    addLosses(sheet, input.losses, { yields: source, losses: source, alarms: source, completeness: source });
  }
  addExcursions(sheet, input);
  addActions(sheet, input);
  addOpen(sheet, input);
  return sheet.build();
}

function intervalOf({ interval }: ChangePart): { interval: FactInterval } | object {
  return 'kind' in interval ? {} : { interval };
}

function changeFact(sheet: SheetBuilder, { lots, sources }: PortfolioSheetInput, total: ChangePart): string {
  return sheet.points('yield.change', total.valuePp, PRECISION.change, sources.yields, {
    ...{ signed: true, moreIs: 'good', n: { value: lots, unit: 'lots' } },
    ...intervalOf(total),
  });
}

function belowTarget({ targeted }: PortfolioSheetInput): readonly TargetedProduct[] {
  return targeted.filter(({ final, target }) => final < target);
}

function belowFact(sheet: SheetBuilder, input: PortfolioSheetInput, below: number): string {
  return sheet.share('products.below-target', below, input.targeted.length, 'products', input.sources.yields);
}

/** A change is claimed only where its interval leaves out zero. */
function addHeadline(sheet: SheetBuilder, input: PortfolioSheetInput, roles: { period: string; final: string }): void {
  const total = input.change?.total;
  const direction = total ? directionOf(total.valuePp, PRECISION.change, 'good').direction : 'flat';
  if (!total || total.significant === null) sheet.say('headline.period.alone', 'headline', roles, { effect: 1 });
  else if (!total.significant || direction === 'flat') {
    sheet.say('headline.period.steady', 'headline', roles, { effect: 1 });
  } else {
    const change = changeFact(sheet, input, total);
    const message = direction === 'down' ? 'headline.period.fell' : 'headline.period.rose';
    sheet.say(message, 'headline', { ...roles, change }, { effect: Math.abs(total.valuePp) + 1 });
  }
  const below = belowTarget(input).length;
  if (below > 0) {
    const fact = belowFact(sheet, input, below);
    sheet.say('headline.portfolio.below-target', 'headline', { below: fact }, { effect: 1 });
  }
}

function addChange(sheet: SheetBuilder, input: PortfolioSheetInput, final: string): void {
  const { change, sources } = input;
  const roles = {
    final,
    lots: sheet.count('lots.count', input.lots, 'lots', sources.yields),
    wafers: sheet.count('wafers.count', input.wafers, 'wafers', sources.yields),
  };
  if (!change) {
    sheet.say('yield.period.alone', 'changed', roles, { effect: 1 });
    return;
  }
  const message = change.total.significant === false ? 'yield.period.change-uncertain' : 'yield.period.compared';
  const compared = {
    ...roles,
    baseline: sheet.period('period.baseline', input.baseline, sources.yields),
    baselineLots: sheet.count('lots.baseline', input.baselineLots, 'lots', sources.yields),
    change: changeFact(sheet, input, change.total),
  };
  sheet.say(message, 'changed', compared, { effect: Math.abs(change.total.valuePp) + 1 });
  if (input.products.all > 1) addMix(sheet, input, change);
  addTooFew(sheet, input, change);
}

function addMix(sheet: SheetBuilder, { sources }: PortfolioSheetInput, { within, mix }: MixChange): void {
  const part = (kind: 'yield.within-change' | 'yield.mix-change', one: ChangePart): string =>
    sheet.points(kind, one.valuePp, PRECISION.change, sources.yields, {
      ...{ signed: true, moreIs: 'good' },
      ...intervalOf(one),
    });
  const roles = { within: part('yield.within-change', within), mix: part('yield.mix-change', mix) };
  sheet.say('mix.split', 'changed', roles, { effect: Math.abs(within.valuePp) + Math.abs(mix.valuePp) });
}

function addTooFew(sheet: SheetBuilder, { sources }: PortfolioSheetInput, { total }: MixChange): void {
  if (!('kind' in total.interval)) return;
  const { needs, lots } = total.interval;
  const roles = {
    needs: sheet.count('lots.needed', needs, 'lots', sources.yields, { names: ['change'] }),
    have: sheet.count('lots.available', lots, 'lots', sources.yields, { names: ['change'] }),
  };
  sheet.say('open.change-too-few', 'open', roles, CERTAIN);
}

function addTargets(sheet: SheetBuilder, input: PortfolioSheetInput): void {
  const { shortfall, sources, targeted } = input;
  if (targeted.length === 0) return;
  const below = belowTarget(input);
  const [worst] = [...below].sort((a, b) => b.target - b.final - (a.target - a.final) || (a.name < b.name ? -1 : 1));
  if (!worst) {
    sheet.say('target.none', 'changed', {}, { effect: 0.5 });
    return;
  }
  const subject = { type: 'product', name: worst.name } as const;
  const roles = {
    below: belowFact(sheet, input, below.length),
    product: sheet.name(subject, sources.yields),
    gap: sheet.points('yield.target-gap', 100 * (worst.target - worst.final), PRECISION.loss, sources.yields, {
      subject,
      names: [worst.name],
    }),
  };
  sheet.say('target.below', 'changed', roles, { effect: 2 });
  if (!shortfall || Math.round(shortfall.dies) <= 0) return;
  const short = sheet.count('dies.short', Math.round(shortfall.dies), 'dies', sources.yields);
  const equivalent = sheet.count('wafers.equivalent', Math.round(shortfall.wafers), 'wafers', sources.yields);
  sheet.say('target.short', 'changed', { short, equivalent }, { effect: 1.5 });
}

function addExcursions(sheet: SheetBuilder, { excursions, sources }: PortfolioSheetInput): void {
  const { opened, contained, confirmed } = excursions;
  if (opened === 0) {
    sheet.say('excursions.none', 'with', {}, { effect: 0.5 });
    return;
  }
  const share = (kind: 'excursions.contained' | 'excursions.cause', value: number): string =>
    sheet.share(kind, value, opened, 'excursions', sources.excursions);
  const roles = {
    opened: sheet.count('excursions.opened', opened, 'excursions', sources.excursions),
    contained: share('excursions.contained', contained),
    confirmed: share('excursions.cause', confirmed),
  };
  sheet.say('excursions.opened', 'with', roles, { effect: 3 });
}

function addActions(sheet: SheetBuilder, { actions, sources }: PortfolioSheetInput): void {
  if (actions.open === 0) {
    sheet.say('actions.none', 'with', {}, { effect: 0.4 });
    return;
  }
  const roles = {
    actions: sheet.count('actions.open', actions.open, 'actions', sources.actions),
    overdue: sheet.share('actions.overdue', actions.overdue, actions.open, 'actions', sources.actions),
  };
  sheet.say('actions.open', 'with', roles, { effect: 2 });
}

/** What was not available; never dropped for room. */
function addOpen(sheet: SheetBuilder, input: PortfolioSheetInput): void {
  const { products, targeted, incompleteLots, excludedWafers, sources } = input;
  if (products.tested < products.all) {
    const absent = products.all - products.tested;
    const fact = sheet.share('products.absent', absent, products.all, 'products', sources.yields);
    sheet.say('open.absent', 'open', { absent: fact }, CERTAIN);
  }
  if (targeted.length < products.tested) {
    const without = products.tested - targeted.length;
    const fact = sheet.share('products.untargeted', without, products.tested, 'products', sources.yields);
    sheet.say('open.untargeted', 'open', { untargeted: fact }, CERTAIN);
  }
  if (incompleteLots > 0) {
    const incomplete = sheet.share('lots.incomplete', incompleteLots, input.lots, 'lots', sources.yields);
    sheet.say('open.lots-incomplete', 'open', { incomplete }, CERTAIN);
  }
  if (excludedWafers > 0) {
    const excluded = sheet.count('wafers.excluded', excludedWafers, 'wafers', sources.yields);
    sheet.say('open.excluded', 'open', { excluded }, CERTAIN);
  }
}
