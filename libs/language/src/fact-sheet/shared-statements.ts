import { PRECISION, toPercent, type Subject } from '@fabwright/facts';
import type { SheetBuilder } from './sheet-builder.ts';
import type { Completeness, LossFigure, NamedYield, RetestFigures, SheetSources, YieldFigures } from './sheet-input.ts';

/** Below this a bin did not move worth a sentence, in percentage points. */
const SMALLEST_MOVE_PP = 0.05;
const MOST_MOVERS = 2;

const binSubject = (loss: LossFigure): Subject => ({ type: 'bin', name: loss.name });

interface Mover {
  readonly figure: LossFigure;
  readonly changePp: number;
}

function moversOf(losses: readonly LossFigure[]): Mover[] {
  return losses
    .flatMap((figure) => (figure.change === null ? [] : [{ figure, changePp: toPercent(figure.change) }]))
    .sort((a, b) => Math.abs(b.changePp) - Math.abs(a.changePp) || a.figure.bin - b.figure.bin);
}

/** Largest loss, the bins that moved most against the baseline, and how little the rest moved. */
export function addLosses(sheet: SheetBuilder, losses: readonly LossFigure[], sources: SheetSources): void {
  const all = moversOf(losses);
  const movers = all.filter(({ changePp }) => Math.abs(changePp) >= SMALLEST_MOVE_PP).slice(0, MOST_MOVERS);
  const top = losses[0];
  if (top && top.loss > 0 && !movers.some(({ figure }) => figure === top)) {
    sheet.say('loss.top', 'where', lossRoles(sheet, top, sources), { effect: 1 + toPercent(top.loss) });
  }
  const said = movers.map((mover) => addMover(sheet, mover, mover.figure === top, sources));
  const next = all[movers.length];
  if (!next || said.length === 0) return;
  const largest = sheet.points('loss.largest-other-change', next.changePp, PRECISION.loss, sources.losses, {
    signed: true,
    moreIs: 'bad',
  });
  sheet.say('loss.rest', 'where', { largest }, { effect: SMALLEST_MOVE_PP, needs: said });
}

function lossRoles(sheet: SheetBuilder, figure: LossFigure, sources: SheetSources): { bin: string; loss: string } {
  const subject = binSubject(figure);
  const names = [String(figure.bin)];
  return {
    bin: sheet.name(subject, sources.losses),
    loss: sheet.points('loss.bin', toPercent(figure.loss), PRECISION.loss, sources.losses, { subject, names }),
  };
}

function addMover(sheet: SheetBuilder, { figure, changePp }: Mover, isTop: boolean, sources: SheetSources): number {
  const change = sheet.points('loss.change', changePp, PRECISION.loss, sources.losses, {
    subject: binSubject(figure),
    names: [String(figure.bin)],
    signed: true,
    moreIs: 'bad',
  });
  const rose = changePp > 0;
  const roles = { ...lossRoles(sheet, figure, sources), change };
  if (isTop)
    return sheet.say(rose ? 'loss.top.rose' : 'loss.top.fell', 'where', roles, { effect: 1 + Math.abs(changePp) });
  return sheet.say(rose ? 'loss.rose' : 'loss.fell', 'where', roles, { effect: Math.abs(changePp) });
}

/** What the second test of dies brought, and what it lost. */
export function addRetest(
  sheet: SheetBuilder,
  retest: RetestFigures,
  yields: YieldFigures,
  precision: number,
  { yields: source }: SheetSources,
): void {
  if (retest.retested === 0) {
    sheet.say('retest.none', 'with', {}, { effect: 0.05 });
    return;
  }
  if (retest.recovered > 0 && yields.final !== null && yields.firstPass !== null) {
    const gainPp = toPercent(yields.final) - toPercent(yields.firstPass);
    const recovered = sheet.share('dies.recovered', retest.recovered, retest.retested, 'dies', source);
    if (gainPp > 0) {
      const gain = sheet.points('yield.recovered', gainPp, precision, source, { signed: true, moreIs: 'good' });
      sheet.say('retest.recovered', 'with', { recovered, gain }, { effect: gainPp });
    }
  }
  if (retest.lostOnRetest > 0) {
    const lost = sheet.count('dies.lost-on-retest', retest.lostOnRetest, 'dies', source);
    sheet.say('retest.lost', 'with', { lost }, { effect: 0.5 });
  }
}

/** What is missing or left out; these sentences are never dropped for room. */
export function addCompleteness(sheet: SheetBuilder, data: Completeness, dies: number, sources: SheetSources): void {
  const { completeness: source } = sources;
  const certain = { effect: Number.MAX_VALUE };
  if (data.basis !== 'gross-dies') sheet.say('open.no-die-map', 'open', {}, certain);
  if (data.untestedDies !== null && data.untestedDies > 0) {
    const untested = sheet.share('dies.untested', data.untestedDies, dies, 'dies', source);
    sheet.say('open.untested', 'open', { untested }, certain);
  }
  if (data.noVerdictDies > 0) {
    const unjudged = sheet.count('dies.no-verdict', data.noVerdictDies, 'dies', source);
    sheet.say('open.no-verdict', 'open', { unjudged }, certain);
  }
  if (data.excludedWafers > 0) {
    const excluded = sheet.count('wafers.excluded', data.excludedWafers, 'wafers', source);
    sheet.say('open.excluded', 'open', { excluded }, certain);
  }
  addMissing(sheet, data, sources);
  if (isComplete(data)) {
    const wafers = sheet.count('wafers.count', data.wafers, 'wafers', sources.yields);
    sheet.say('open.complete', 'open', { wafers }, { effect: 0.1 });
  }
}

function addMissing(sheet: SheetBuilder, data: Completeness, { completeness: source }: SheetSources): void {
  const certain = { effect: Number.MAX_VALUE };
  const arrivedWafers = data.wafers + data.excludedWafers;
  if (data.wafersExpected !== null && arrivedWafers < data.wafersExpected) {
    const arrived = sheet.share('wafers.arrived', arrivedWafers, data.wafersExpected, 'wafers', source);
    sheet.say('open.missing', 'open', { arrived }, certain);
  }
  if (data.quarantinedMessages > 0) {
    const quarantined = sheet.count('messages.quarantined', data.quarantinedMessages, 'messages', source);
    sheet.say('open.quarantine', 'open', { quarantined }, certain);
  }
}

function isComplete(data: Completeness): boolean {
  const nothingMissing = data.wafersExpected !== null && data.wafers + data.excludedWafers >= data.wafersExpected;
  const nothingLeftOut = data.excludedWafers + data.noVerdictDies + data.quarantinedMessages === 0;
  return data.wafers > 0 && data.untestedDies === 0 && nothingMissing && nothingLeftOut;
}

/** The group's lowest and highest; null when there are none. Ties go to the first by name. */
export function extremes(group: readonly NamedYield[]): { lowest: NamedYield; highest: NamedYield } | null {
  const ordered = [...group].sort((a, b) => a.yield - b.yield || (a.name < b.name ? -1 : 1));
  const lowest = ordered[0];
  const highest = ordered.at(-1);
  return lowest && highest ? { lowest, highest } : null;
}

/** How a chart's rule is called in text: a name, the same in both languages. */
export function ruleName(rule: string): string {
  const nelson = /^nelson-(\d)$/.exec(rule);
  if (nelson) return `Nelson ${nelson[1] ?? ''}`;
  return { ewma: 'EWMA', floor: 'Floor', 's-limit': 'S' }[rule] ?? rule;
}
