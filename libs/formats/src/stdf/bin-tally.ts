import { MAX_BIN, NO_BIN, type BinDefinition, type BinOutcome } from '../sort-file/sort-file.ts';
import type { DecodeContext } from './decode-context.ts';

const ALL_SITES = 255;

interface Bin {
  name: string;
  outcome: BinOutcome | null;
  /** Over all sites, as the file sums it up itself. */
  total: number | null;
  sum: number | null;
}

/** Gathers the records of one kind of bin: one line for all sites, and often one more for each site. */
export class BinTally {
  readonly #context: DecodeContext;
  readonly #kind: 'hard' | 'soft';
  readonly #bins = new Map<number, Bin>();

  constructor(context: DecodeContext, kind: 'hard' | 'soft') {
    this.#context = context;
    this.#kind = kind;
  }

  /** HBR or SBR. */
  read(): void {
    const fields = this.#context.fields.open();
    const head = fields.u1();
    fields.u1();
    const number = fields.u2() ?? NO_BIN;
    const count = fields.u4();
    const outcome = outcomeOf(fields.char());
    const name = fields.text();
    if (number === NO_BIN) {
      this.#context.warn('bin-missing', () => `A ${this.#kind} bin has no number; its record was passed over.`);
      return;
    }
    checkBin(this.#context, this.#kind, number);
    const bin = this.#bin(number);
    if (bin.name === '') bin.name = name;
    this.#takeOutcome(number, bin, outcome);
    if (count === null || count === 0xffffffff) return;
    if (head === ALL_SITES) bin.total = count;
    else bin.sum = (bin.sum ?? 0) + count;
  }

  definitions(): BinDefinition[] {
    return [...this.#bins]
      .sort(([a], [b]) => a - b)
      .map(([bin, { name, outcome, total, sum }]) => ({ bin, name, outcome, testerCount: total ?? sum }));
  }

  #bin(number: number): Bin {
    let bin = this.#bins.get(number);
    if (bin === undefined) {
      bin = { name: '', outcome: null, total: null, sum: null };
      this.#bins.set(number, bin);
    }
    return bin;
  }

  #takeOutcome(number: number, bin: Bin, outcome: BinOutcome | null): void {
    if (outcome === null) return;
    if (bin.outcome !== null && bin.outcome !== outcome) {
      const message = () => `The ${this.#kind} bin ${number} is both pass and fail; the first one stays.`;
      this.#context.warn('bin-contradiction', message);
      return;
    }
    bin.outcome = outcome;
  }
}

/** Warns of a bin number above the standard's 32,767. The number is kept. */
export function checkBin(context: DecodeContext, kind: 'hard' | 'soft', bin: number): void {
  if (bin <= MAX_BIN || bin === NO_BIN) return;
  context.warn(
    'bin-out-of-range',
    () => `The ${kind} bin ${bin} is above ${MAX_BIN}, the standard's last; it was kept.`,
  );
}

function outcomeOf(letter: string | null): BinOutcome | null {
  if (letter === 'P') return 'pass';
  return letter === 'F' ? 'fail' : null;
}
