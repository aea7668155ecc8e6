/**
 * Lets one loop sleep until there is something to do. A ring while it works is kept, so that nothing which came in
 * between "look" and "sleep" waits for the next look.
 */
export class Doorbell {
  #rung = false;
  #wake: () => void = () => undefined;

  readonly ring = (): void => {
    this.#rung = true;
    this.#wake();
  };

  /** From here on a ring counts: to be called before one looks. */
  reset(): void {
    this.#rung = false;
  }

  /** Resolves when it rings, at once when it rang since `reset`, and after `longestMs` at the latest. */
  rest(longestMs: number): Promise<void> {
    if (this.#rung) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longestMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
