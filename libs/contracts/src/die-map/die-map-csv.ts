import { LIMITS } from '../limits.ts';

export interface DieList {
  readonly x: Int16Array;
  readonly y: Int16Array;
}

/** What is wrong with a line, or with the file when `line` is null; `code` is the key of its text. */
export interface DieMapIssue {
  readonly line: number | null;
  readonly code: 'empty' | 'header' | 'noDies' | 'notNumbers' | 'range' | 'twice' | 'tooMany';
  /** What stands there. */
  readonly found: string;
}

export interface DieMapReading {
  readonly dies: DieList;
  readonly issues: readonly DieMapIssue[];
}

const MOST_ISSUES = 5;
const MOST_SHOWN = 40;
const LARGEST = 32_767;
const HEADER = /^"?x"?\s*[,;\t]\s*"?y"?$/i;
const LINE = /^"?(-?\d+)"?\s*[,;\t]\s*"?(-?\d+)"?$/;

/**
 * Reads a die map: a header `x,y`, then one die a line in the coordinates that the testers report, separated by comma,
 * semicolon or tab; empty lines are skipped. What is wrong comes back by line, nothing is dropped silently. The dashboard
 * reads by it before anything is sent, the server by the same rules before anything changes.
 */
export function readDieMapCsv(text: string): DieMapReading {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const header = lines.findIndex((line) => line.trim() !== '');
  const first = (lines[header] ?? '').trim();
  if (header < 0) return refused({ line: null, code: 'empty', found: '' });
  if (!HEADER.test(first)) return refused({ line: header + 1, code: 'header', found: first.slice(0, MOST_SHOWN) });
  const seen = new Map<string, readonly [number, number]>();
  const issues = readLines(lines, header + 1, seen);
  if (issues.length === 0 && seen.size === 0) issues.push({ line: null, code: 'noDies', found: '' });
  if (seen.size > LIMITS.diesPerProduct) {
    issues.push({ line: null, code: 'tooMany', found: String(LIMITS.diesPerProduct) });
  }
  const dies = [...seen.values()];
  return { dies: { x: Int16Array.from(dies, ([x]) => x), y: Int16Array.from(dies, ([, y]) => y) }, issues };
}

function readLines(
  lines: readonly string[],
  from: number,
  seen: Map<string, readonly [number, number]>,
): DieMapIssue[] {
  const issues: DieMapIssue[] = [];
  for (let at = from; at < lines.length && issues.length < MOST_ISSUES; at++) {
    const line = (lines[at] ?? '').trim();
    const code = readLine(line, seen);
    if (code) issues.push({ line: at + 1, code, found: line.slice(0, MOST_SHOWN) });
  }
  return issues;
}

function readLine(line: string, seen: Map<string, readonly [number, number]>): DieMapIssue['code'] | null {
  if (line === '') return null;
  const match = LINE.exec(line);
  if (!match) return 'notNumbers';
  const [x, y] = [Number(match[1]), Number(match[2])];
  if (Math.abs(x) > LARGEST || Math.abs(y) > LARGEST) return 'range';
  const key = `${x},${y}`;
  if (seen.has(key)) return 'twice';
  seen.set(key, [x, y]);
  return null;
}

function refused(issue: DieMapIssue): DieMapReading {
  return { dies: { x: new Int16Array(), y: new Int16Array() }, issues: [issue] };
}

export interface Extent {
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

/** Smallest and largest coordinates; null without dies. */
export function extentOf({ x, y }: DieList): Extent | null {
  if (x.length === 0) return null;
  const extent = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity };
  for (let die = 0; die < x.length; die++) {
    const [dieX, dieY] = [x[die] ?? 0, y[die] ?? 0];
    extent.minX = Math.min(extent.minX, dieX);
    extent.maxX = Math.max(extent.maxX, dieX);
    extent.minY = Math.min(extent.minY, dieY);
    extent.maxY = Math.max(extent.maxY, dieY);
  }
  return extent;
}
