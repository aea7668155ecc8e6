import { MIN_LOTS_ON_A_SIDE } from '@fabwright/analytics';
import { formatNumber, formatProbability, readServiceInterval, readWithdrawal } from '@fabwright/facts';
import type { Printing } from '../content/printing.ts';
import type { ExcursionReportFigures } from './excursion-report-figures.ts';
import { excursionReportWords } from './excursion-report-words.ts';

type Excursion = ExcursionReportFigures['excursion'];
export type Reason = Excursion['reasons'][number];
type Stream = Excursion['subject'];

const DIGITS = 3;
const MOST_DECIMALS = 6;
const SHARES = ['yield', 'bin', 'map'];

/** A measured value whose natural precision is not known: three significant digits, with its unit. */
export function measured(value: number, unit: string, printing: Printing): string {
  const magnitude = value === 0 ? DIGITS : Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.max(0, Math.min(MOST_DECIMALS, DIGITS - 1 - magnitude));
  const digits = formatNumber(value, decimals, printing.locale);
  return printing.asIs(unit === '' ? digits : `${digits} ${unit}`);
}

/** How many lots a side needs before anything is decided. */
export function fewestLots(printing: Printing): string {
  return printing.count(MIN_LOTS_ON_A_SIDE, 'lots');
}

/** `0.013` or `< 10⁻⁴`: the letter stands in the head of the column. */
export function probability(p: number | null | undefined, printing: Printing): string {
  if (p === null || p === undefined) return '–';
  return printing.asIs(formatProbability(p, printing.locale).replace(/^p (= )?/, ''));
}

export function streamName({ kind, name, label, toolId, chamber }: Stream, printing: Printing): string {
  const words = excursionReportWords(printing.locale);
  const named = label || name;
  if (kind === 'yield') return words.finalYield;
  if (kind === 'defects') return named === '' ? words.defectDensity : words.defectDensityAfter(printing.asIs(named));
  const place = [toolId, chamber].filter(Boolean).join('/');
  return printing.asIs(kind === 'sensor' && place !== '' ? `${named} ${place}` : named);
}

/** The sentence of a reason; each figure in it is printed. */
export function whySentence(reason: Reason, printing: Printing): string {
  const words = excursionReportWords(printing.locale);
  const value = (name: string): number | null => reason.values.find((one) => one.name === name)?.number ?? null;
  const text = (name: string): string => reason.values.find((one) => one.name === name)?.text ?? '';
  const differs = reason.code === 'chamber-stands-out' || reason.code === 'wafers-spread';
  const figure = (name: string): string => {
    const given = value(name);
    if (given === null) return '–';
    if (!SHARES.includes(reason.stream.kind)) return measured(given, text('unit'), printing);
    return differs ? printing.points(given) : printing.yield(given, 1);
  };
  const said = words.why[reason.code] ?? words.why['other'];
  return (said ?? ((parts) => parts.what))({
    what: streamName(reason.stream, printing),
    lot: printing.asIs(text('lot')),
    place: printing.asIs(placeOf(text('place'))),
    wafers: printing.count(value('wafers') ?? 0, 'wafers'),
    value: figure('value'),
    centre: figure('centre'),
    limit: figure('limit'),
  });
}

function placeOf(text: string): string {
  const [step, tool, chamber] = text.split('|');
  return tool === undefined ? text : `${[tool, chamber].filter(Boolean).join('/')} (${step})`;
}

export interface FactorFigures {
  readonly kind: string;
  readonly id: string;
  readonly side?: string | null;
  readonly cut?: number | null;
  readonly unit?: string | null;
}

export function factorName({ kind, id, side, cut, unit }: FactorFigures, printing: Printing): string {
  const words = excursionReportWords(printing.locale);
  const kindWord = words.factor[kind] ?? words.factor['other'] ?? '';
  if (typeof cut !== 'number' || !side) return printing.asIs(`${kindWord} ${levelName(id, printing)}`);
  const value = measured(cut, unit ?? '', printing);
  return printing.asIs(`${kindWord} ${side === 'above' ? words.above(value) : words.atMost(value)}`);
}

/** A place since its last work by the fab's clock; any other level as it is. */
export function levelName(id: string, printing: Printing): string {
  const interval = readServiceInterval(id);
  if (!interval) return id;
  const { since, service } = excursionReportWords(printing.locale);
  return since(interval.place, service[interval.kind] ?? interval.kind, printing.time(interval.since));
}

/** What people wrote, as it is; what detectors say of a withdrawal, in the reader's words. */
export function reasonText(reason: string | null | undefined, printing: Printing): string {
  const withdrawal = reason ? readWithdrawal(reason) : null;
  if (withdrawal === null) return printing.asIs(reason);
  const { partOf, notFoundAnyMore } = excursionReportWords(printing.locale);
  return withdrawal === 'not-found' ? notFoundAnyMore : printing.asIs(partOf(withdrawal.partOf));
}
