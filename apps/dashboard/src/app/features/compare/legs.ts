import type { LegInput } from '@fabwright/data-access';

export interface ReadLegs {
  readonly legs: readonly LegInput[];
  /** Lines that are no lot, wafer and leg, as written. */
  readonly unread: readonly string[];
}

/**
 * A list of an experiment: a line a wafer with lot, wafer and leg, by commas, semicolons or tabs. A first line that
 * names the columns is skipped; of a wafer that stands twice the last leg counts.
 */
export function readLegs(text: string): ReadLegs {
  const legs = new Map<string, LegInput>();
  const unread: string[] = [];
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\uFEFF/, '').trim());
  lines.forEach((line, at) => {
    if (line === '' || line.startsWith('#')) return;
    const [lot = '', wafer = '', leg = ''] = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (at === 0 && /^lot/i.test(lot) && /^wafer/i.test(wafer)) return;
    if (lot === '' || wafer === '' || leg === '') unread.push(line);
    else legs.set(`${lot}/${wafer}`, { lot, wafer, leg });
  });
  return { legs: [...legs.values()], unread };
}
