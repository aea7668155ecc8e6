import type { FactEvidence, TextSpan } from '@fabwright/ui';

/** A picture as the paper has it; without `svg` the place stays, and says why. */
export interface SheetFigure {
  readonly title: string;
  readonly caption: string;
  readonly svg: string | null;
  readonly missing?: string;
}

export interface SheetTable {
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  readonly empty: string;
}

export type SheetBlock =
  | { readonly kind: 'figure'; readonly figure: SheetFigure }
  | { readonly kind: 'figures'; readonly figures: readonly SheetFigure[] }
  | { readonly kind: 'table'; readonly table: SheetTable }
  | { readonly kind: 'text'; readonly text: string };

export interface SheetSection {
  readonly heading: string;
  readonly short: string;
  readonly lead: string;
  readonly blocks: readonly SheetBlock[];
}

export interface SheetFigureValue {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string;
}

/** A finished report for a screen: what the paper says, and what stands behind each numbered value. */
export interface SheetContent {
  readonly language: string;
  readonly title: string;
  readonly subject: string;
  readonly headline: readonly TextSpan[];
  readonly scope: string;
  readonly keyFigures: readonly SheetFigureValue[];
  readonly badge: string;
  readonly paragraphs: readonly (readonly TextSpan[])[];
  readonly pageOne: readonly SheetBlock[];
  readonly sections: readonly SheetSection[];
  readonly completeness: readonly string[];
  readonly dataTo: string;
  readonly facts: readonly FactEvidence[];
}

/** A row of the comparison with the period before. */
export interface ComparedFigure {
  readonly label: string;
  readonly now: string;
  readonly before: string;
}

/** Key figures of two periods side by side; those that only one of them has stand alone. Pure. */
export function comparedFigures(
  now: Pick<SheetContent, 'keyFigures'>,
  before: Pick<SheetContent, 'keyFigures'>,
): ComparedFigure[] {
  const textOf = (figure: SheetFigureValue | undefined): string =>
    figure ? [figure.value, figure.unit].filter(Boolean).join(' ') : '–';
  const labels = [...new Set([...now.keyFigures, ...before.keyFigures].map(({ label }) => label))];
  const find = ({ keyFigures }: Pick<SheetContent, 'keyFigures'>, label: string): SheetFigureValue | undefined =>
    keyFigures.find((figure) => figure.label === label);
  return labels.map((label) => ({ label, now: textOf(find(now, label)), before: textOf(find(before, label)) }));
}
