import { isDirection, isNaming, type Concept } from './concepts.ts';
import type { Item } from './read-sentence.ts';

/** What a sentence asserts. A denial goes with what it denies: `not:below`. */
export interface Assertions {
  readonly claims: readonly Claim[];
  readonly directions: readonly Claim[];
  readonly naming: readonly Claim[];
}

/** `text`: the words that assert it. */
export interface Claim {
  readonly claim: string;
  readonly text: string;
}

/** Words that deny, and the last noun behind them: "no retest". */
interface Denial {
  readonly text: string;
  readonly noun?: string;
}

const END: Item = { kind: 'mark', text: '', clause: Number.MAX_SAFE_INTEGER };

export function assertionsOf(items: readonly Item[]): Assertions {
  const reader = new AssertionReader();
  [...items, END].forEach((item, at) => reader.read(item, items[at - 1]));
  return reader;
}

class AssertionReader implements Assertions {
  readonly claims: Claim[] = [];
  readonly directions: Claim[] = [];
  readonly naming: Claim[] = [];
  #denial: Denial | null = null;

  read(item: Item, previous: Item | undefined): void {
    const ends = item.kind === 'mark' || (item.kind === 'reference' && !isOwner(previous));
    if (this.#denial && ends) this.#deny(this.#denial.noun ?? item.kind, this.#denial.text);
    if (item.kind === 'phrase' && item.concept !== null) this.#phrase(item.concept, item.text);
  }

  #phrase(concept: Concept, text: string): void {
    if (isNaming(concept)) this.#name(concept, text);
    else if (concept === 'not') this.#beginDenial(text);
    else if (this.#denial) this.#deny(concept, `${this.#denial.text} ${text}`);
    else (isDirection(concept) ? this.directions : this.claims).push({ claim: concept, text });
  }

  #name(concept: Concept, text: string): void {
    this.naming.push({ claim: concept, text });
    if (this.#denial) this.#denial = { ...this.#denial, noun: concept };
  }

  /** A denial of a denial asserts what no template does: it stays as a claim of its own. */
  #beginDenial(text: string): void {
    if (this.#denial) this.claims.push({ claim: 'not:not', text });
    else this.#denial = { text };
  }

  #deny(what: string, text: string): void {
    this.claims.push({ claim: `not:${what}`, text });
    this.#denial = null;
  }
}

/** "None of the dies of lot {{lot}}": the denial reaches past the reference. */
function isOwner(item: Item | undefined): boolean {
  return item?.kind === 'phrase' && (item.concept === 'lot' || ['of', '的'].includes(item.text));
}
