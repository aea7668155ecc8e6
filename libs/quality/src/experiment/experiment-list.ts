import { createHash } from 'node:crypto';
import { DomainError } from '@fabwright/platform';

/** A wafer and the leg it ran in. */
export interface ExperimentWafer {
  readonly lot: string;
  readonly wafer: string;
  readonly leg: string;
}

export interface ExperimentList {
  /** By lot and wafer, each once. */
  readonly wafers: readonly ExperimentWafer[];
  /** The leg that the others are compared with. */
  readonly control: string;
}

const MOST_WAFERS = 5_000;
const LONGEST_ID = 128;
/** 50 bits: two lists of a fab never meet. */
const ID_LENGTH = 10;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The list as it is kept: whatever order it was written in, it is the same. Without a control the first row's leg is it.
 * Throws INVALID_INPUT for no or too many wafers, for a name that is empty or endless, and for a wafer in two legs.
 */
export function experimentList(written: readonly ExperimentWafer[], control: string | null): ExperimentList {
  if (written.length === 0 || written.length > MOST_WAFERS) {
    throw invalid(
      'length',
      `The list of an experiment has 1 to ${MOST_WAFERS} wafers; this one has ${written.length}.`,
    );
  }
  const wafers = eachOnce(written.map(trimmed)).sort((a, b) => compared(a.lot, b.lot) || compared(a.wafer, b.wafer));
  const chosen = (control ?? written[0]?.leg ?? '').trim();
  const hasControl = wafers.some(({ leg }) => leg === chosen);
  if (!hasControl) throw invalid('control', `No wafer of the list ran in the leg ${chosen}.`);
  return { wafers, control: chosen };
}

function trimmed(row: ExperimentWafer): ExperimentWafer {
  const [lot = '', wafer = '', leg = ''] = [row.lot, row.wafer, row.leg].map((text) => text.trim());
  if ([lot, wafer, leg].every((text) => text !== '' && text.length <= LONGEST_ID)) return { lot, wafer, leg };
  throw invalid('name', `Lot, wafer and leg are names of 1 to ${LONGEST_ID} characters: look at ${lot}/${wafer}.`);
}

function eachOnce(rows: readonly ExperimentWafer[]): ExperimentWafer[] {
  const byWafer = new Map<string, ExperimentWafer>();
  for (const row of rows) {
    const name = `${row.lot}/${row.wafer}`;
    const before = byWafer.get(name) ?? row;
    if (before.leg !== row.leg) {
      throw invalid('two-legs', `Wafer ${name} stands in two legs, ${before.leg} and ${row.leg}: keep one of them.`);
    }
    byWafer.set(name, row);
  }
  return [...byWafer.values()];
}

/** The same list of the same person always has the same id, so that keeping it twice keeps one. */
export function experimentId(accountId: string, { wafers, control }: ExperimentList): string {
  const content = [accountId, control, wafers.map(({ lot, wafer, leg }) => [lot, wafer, leg])];
  const digest = createHash('sha256').update(JSON.stringify(content)).digest();
  return Array.from(digest.subarray(0, ID_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function invalid(reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field: 'legs', reason } });
}
