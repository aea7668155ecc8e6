import type { ReportTable } from '../document/report-content.ts';
import type { Printing } from './printing.ts';
import { sharedWords } from './shared-words.ts';

type Columns = ReportTable['columns'];

export function textColumn(label: string): Columns[number] {
  return { label, align: 'left' };
}

/** A column that takes what the others leave. */
export function wideColumn(label: string): Columns[number] {
  return { label, align: 'left', wide: true };
}

export function numberColumn(label: string): Columns[number] {
  return { label, align: 'right' };
}

export interface LossRow {
  readonly number: number;
  readonly name: string;
  readonly loss: number;
  readonly dies: number;
  readonly baseline: number | null;
  readonly change: number | null;
}

/** All losses, largest first, with their baseline. */
export function lossTable(
  losses: readonly LossRow[],
  printing: Printing,
  words: { readonly title: string; readonly caption: string; readonly empty: string },
): ReportTable {
  const { column } = sharedWords(printing.locale);
  return {
    ...words,
    columns: [
      textColumn(column.bin),
      numberColumn(column.dies),
      numberColumn(column.loss),
      numberColumn(column.baseline),
      numberColumn(column.change),
    ],
    rows: losses.map((loss) => [
      printing.asIs(`${loss.number} ${loss.name}`),
      printing.digits(loss.dies),
      printing.pointsDigits(loss.loss),
      printing.pointsDigits(loss.baseline),
      printing.pointsDigits(loss.change, undefined, true),
    ]),
  };
}
