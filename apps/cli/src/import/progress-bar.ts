const WIDTH = 24;

/** One line: name, bar, share. `share` is a fraction 0..1. */
export function progressLine(label: string, share: number, step: string): string {
  const bounded = Math.min(1, Math.max(0, share));
  const filled = Math.round(bounded * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  return `${label}  ${bar} ${String(Math.floor(bounded * 100)).padStart(3)} %  ${step}`;
}

export interface TextOutput {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Redraws one line on a terminal; on a pipe it stays silent, so that logs hold results only. */
export class ProgressBar {
  readonly #output: TextOutput;
  #last = '';

  constructor(output: TextOutput) {
    this.#output = output;
  }

  show(label: string, share: number, step: string): void {
    if (this.#output.isTTY !== true) return;
    const line = progressLine(label, share, step).slice(0, (this.#output.columns ?? 80) - 1);
    if (line === this.#last) return;
    this.#last = line;
    this.#output.write(`\r\u001b[2K${line}`);
  }

  clear(): void {
    if (this.#last === '') return;
    this.#last = '';
    this.#output.write('\r\u001b[2K');
  }
}
