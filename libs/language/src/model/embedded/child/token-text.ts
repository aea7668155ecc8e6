/** Bytes of one character at most, and a little more: a model of noise never finishes one. */
const MOST_HELD = 8;
const HALF = '\uFFFD';

/** Turns tokens into text as they come; a character whose bytes are not all there is held back. */
export class TokenText<Token> {
  readonly #detokenize: (tokens: readonly Token[], before: readonly Token[]) => string;
  #held: Token[] = [];
  #before: Token[] = [];

  constructor(detokenize: (tokens: readonly Token[], before: readonly Token[]) => string) {
    this.#detokenize = detokenize;
  }

  /** What can be said now that this token is there; often nothing. */
  take(token: Token): string {
    this.#held.push(token);
    const text = this.#detokenize(this.#held, this.#before);
    return text.endsWith(HALF) && this.#held.length < MOST_HELD ? '' : this.#release(text);
  }

  /** What was held back, when no more tokens come. */
  rest(): string {
    return this.#held.length === 0 ? '' : this.#release(this.#detokenize(this.#held, this.#before));
  }

  #release(text: string): string {
    this.#before = [...this.#before, ...this.#held].slice(-MOST_HELD);
    this.#held = [];
    return text;
  }
}
