import { LIMITS } from '@fabwright/contracts';

export interface DieList {
  readonly x: Int16Array<ArrayBuffer>;
  readonly y: Int16Array<ArrayBuffer>;
}

export type DieMapCsv =
  | { readonly ok: true; readonly dies: DieList }
  | { readonly ok: false; readonly issues: string[] };

const MOST_ISSUES = 5;
const HEADER = /^"?x"?\s*[,;\t]\s*"?y"?$/i;
const LINE = /^"?(-?\d+)"?\s*[,;\t]\s*"?(-?\d+)"?$/;

/**
 * Reads a die map: a header line `x,y`, then one die a line, in the coordinates that the testers report. Comma,
 * semicolon and tab separate; empty lines are skipped. What is wrong comes back by line, nothing is dropped silently.
 */
export function parseDieMapCsv(text: string): DieMapCsv {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const header = lines.findIndex((line) => line.trim() !== '');
  if (header < 0) return refused(['The file is empty. It needs a header line "x,y" and one die a line.']);
  if (!HEADER.test((lines[header] ?? '').trim())) {
    return refused([`Line ${header + 1}: the header must be "x,y".`]);
  }
  const seen = new Map<string, [number, number]>();
  const issues = readLines(lines, header + 1, seen);
  if (issues.length > 0) return refused(issues);
  const dies = [...seen.values()];
  return { ok: true, dies: { x: Int16Array.from(dies, ([x]) => x), y: Int16Array.from(dies, ([, y]) => y) } };
}

function readLines(lines: readonly string[], from: number, seen: Map<string, [number, number]>): string[] {
  const issues: string[] = [];
  for (let at = from; at < lines.length && issues.length < MOST_ISSUES; at++) {
    const issue = readLine((lines[at] ?? '').trim(), seen);
    if (issue) issues.push(`Line ${at + 1}: ${issue}`);
  }
  if (issues.length === 0 && seen.size === 0) issues.push('The file has a header and no dies.');
  if (seen.size > LIMITS.diesPerProduct) issues.push(`A product has at most ${LIMITS.diesPerProduct} dies.`);
  return issues;
}

function readLine(line: string, seen: Map<string, [number, number]>): string | null {
  if (line === '') return null;
  const match = LINE.exec(line);
  if (!match) return `"${line.slice(0, 40)}" is not two whole numbers.`;
  const x = Number(match[1]);
  const y = Number(match[2]);
  if (Math.abs(x) > 32_767 || Math.abs(y) > 32_767) return 'coordinates go from −32767 to 32767.';
  const key = `${x},${y}`;
  if (seen.has(key)) return `die ${key} stands twice.`;
  seen.set(key, [x, y]);
  return null;
}

function refused(issues: string[]): DieMapCsv {
  return { ok: false, issues };
}
