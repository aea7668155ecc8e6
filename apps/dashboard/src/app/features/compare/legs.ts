import type { LegInput } from '@fabwright/data-access';

export interface ReadLegs {
  readonly legs: readonly LegInput[];
  /** Lines that are no lot, wafer and leg, as written. */
  readonly unread: readonly string[];
}

const SEPARATORS = /[,;\t]/;
const HEAD = /^"?lot[^,;\t]*[,;\t]\s*"?wafer/i;

/**
 * A list of an experiment: a line a wafer with lot, wafer and leg, by commas, semicolons or tabs. A first line that
 * names the columns is skipped; of a wafer that stands twice the last leg counts.
 */
export function readLegs(text: string): ReadLegs {
  const legs = new Map<string, LegInput>();
  const unread: string[] = [];
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\uFEFF/, '').trim());
  lines.forEach((line, at) => {
    if (line === '' || line.startsWith('#') || (at === 0 && HEAD.test(line))) return;
    const leg = legOf(line);
    if (leg) legs.set(`${leg.lot}/${leg.wafer}`, leg);
    else unread.push(line);
  });
  return { legs: [...legs.values()], unread };
}

function legOf(line: string): LegInput | null {
  const cells = line.split(SEPARATORS).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const [lot, wafer, leg] = cells;
  return lot && wafer && leg ? { lot, wafer, leg } : null;
}
