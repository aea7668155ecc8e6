import type { KeyFigure } from '../document/report-content.ts';
import type { Printing } from './printing.ts';
import { sharedWords } from './shared-words.ts';

/** What the five figures of page 1 are read from; fractions of 1. */
export interface KeyFigureInput {
  readonly yields: {
    readonly final: number | null;
    readonly firstPass: number | null;
    readonly record: number | null;
    readonly goodFinal: number;
    readonly goodFirst: number;
    readonly gross: number;
    readonly records: number;
    readonly retested: number;
    readonly recovered: number;
  };
  readonly floor: number | null;
  readonly target: number | null;
  readonly topLoss: { readonly name: string; readonly loss: number } | null;
}

/** A figure from a printed quantity: its digits large, its unit beside them. */
export function keyFigure(label: string, printed: string, note: string): KeyFigure {
  const gap = printed.indexOf(' ');
  const [value, unit] = gap < 0 ? [printed, ''] : [printed.slice(0, gap), printed.slice(gap + 1)];
  return { label, value, unit, note };
}

/** The three yields, each named, what retest recovered, and the largest loss. */
export function keyFigures({ yields, floor, target, topLoss }: KeyFigureInput, printing: Printing): KeyFigure[] {
  const words = sharedWords(printing.locale);
  const judged = judgedBy({ floor, target }, printing);
  const ofGross = (good: number): string => printing.share(good, yields.gross, 'dies');
  const retested = words.ofRetested(printing.count(yields.retested, 'dies'));
  return [
    keyFigure(words.final, printing.yield(yields.final), judged || ofGross(yields.goodFinal)),
    keyFigure(words.firstPass, printing.yield(yields.firstPass), ofGross(yields.goodFirst)),
    keyFigure(words.record, printing.yield(yields.record), printing.count(yields.records, 'records')),
    keyFigure(words.retest, printing.count(yields.recovered, 'dies'), retested),
    keyFigure(words.topLoss, printing.points(topLoss?.loss), topLoss ? printing.asIs(topLoss.name) : words.noLoss),
  ];
}

/** Floor and target, where they are set. */
export function judgedBy({ floor, target }: Pick<KeyFigureInput, 'floor' | 'target'>, printing: Printing): string {
  const words = sharedWords(printing.locale);
  return [
    ...(floor === null ? [] : [words.floor(printing.yield(floor, 1))]),
    ...(target === null ? [] : [words.target(printing.yield(target, 1))]),
  ].join(words.clause);
}
