import type { ImportState } from './import-state.ts';

/** How one file ended: with the server's word on it, or with an error before the server had one. */
export type FileResult =
  | { readonly file: string; readonly state: ImportState }
  | { readonly file: string; readonly problem: string };

const HEAD = ['File', 'Lot', 'Wafers', 'Dies', 'Tests', 'Record', 'First pass', 'Final', 'Result'];
const LEFT_ALIGNED = new Set([0, 1, 8]);

export function failed(result: FileResult): boolean {
  return 'problem' in result || result.state.state === 'failed';
}

/** `0.9540` → `95.40 %`; a yield without a denominator is a dash. */
export function percent(fraction: number | null): string {
  return fraction === null ? '–' : `${(fraction * 100).toFixed(2)} %`;
}

/** A table with one row a file: dies, tests and the three yields to two decimals. */
export function summaryTable(results: readonly FileResult[]): string {
  const rows = [HEAD, ...results.map(row)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return LEFT_ALIGNED.has(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}

function row(result: FileResult): string[] {
  if ('problem' in result) return [result.file, '', '', '', '', '', '', '', 'failed'];
  const { state } = result;
  const { summary } = state;
  if (summary === null || summary === undefined) return [result.file, '', '', '', '', '', '', '', outcome(state)];
  return [
    result.file,
    summary.lots.join(', '),
    String(summary.wafers),
    String(summary.dies),
    String(summary.tests),
    percent(summary.yields.record),
    percent(summary.yields.firstPass),
    percent(summary.yields.final),
    outcome(state),
  ];
}

function outcome(state: ImportState): string {
  if (state.state === 'failed') return 'failed';
  if (state.state === 'duplicate') return 'already imported';
  const relation = `${state.summary?.relation ?? state.state}${defectsOf(state)}`;
  const odd = state.warnings.reduce((sum, warning) => sum + warning.count, 0);
  return odd === 0 ? relation : `${relation}, ${odd} ${odd === 1 ? 'warning' : 'warnings'}`;
}

function defectsOf({ summary }: ImportState): string {
  const defects = summary?.inspection?.defects;
  if (defects === undefined) return '';
  return `, ${defects} ${defects === 1 ? 'defect' : 'defects'}`;
}

/** What follows the table: each failure with place and remedy, each kind of warning once a file. */
export function remarks(results: readonly FileResult[]): string[] {
  return results.flatMap((result) => {
    if ('problem' in result) return [`${result.file}: ${result.problem}`];
    const { error, warnings } = result.state;
    const lines = warnings.map((warning) => `${result.file}: ${warning.message} (${warning.code}, ${warning.count} ×)`);
    return error === null || error === undefined ? lines : [...lines, errorLine(result.file, error)];
  });
}

function errorLine(file: string, error: NonNullable<ImportState['error']>): string {
  const place = [
    error.byteOffset === null || error.byteOffset === undefined ? null : `byte ${error.byteOffset}`,
    error.record === null || error.record === undefined ? null : `record ${error.record}`,
  ].filter((part) => part !== null);
  const where = place.length === 0 || error.message.includes(place[0] ?? '') ? '' : ` (${place.join(', ')})`;
  const remedy = error.message.includes(error.remedy) ? '' : ` ${error.remedy}`;
  const message = error.message.startsWith(file) ? error.message : `${file}: ${error.message}`;
  return `${message}${where}${remedy}`;
}
