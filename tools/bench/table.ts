import type { BenchRow } from './bench-row.ts';

const HEADINGS = ['what', 'measured', 'reference', 'ratio', 'target', ''];

/** Three significant digits, without an exponent. */
export function inWords(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: Math.min(digits, 2) });
}

function cells({ name, value, unit, reference, ratio, target, ok }: BenchRow): string[] {
  return [
    name,
    `${inWords(value)} ${unit}`,
    reference === null ? '–' : `${inWords(reference)} ${unit}`,
    ratio === null ? '–' : inWords(ratio),
    `${inWords(target)} ${unit}`,
    ok ? '✓' : '✗',
  ];
}

/** The rows as a table for a terminal. */
export function benchTable(rows: readonly BenchRow[]): string {
  const lines = [HEADINGS, ...rows.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
