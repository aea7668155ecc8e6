import { delayBeforeRestart } from './back-off.ts';

const CHECK_MS = 500;

export interface Mortal {
  /** For people: "The database ended unexpectedly". */
  readonly name: string;
  readonly isAlive: () => boolean;
  readonly startAgain: () => Promise<void>;
  readonly say: (line: string) => void;
}

/** Looks after a server that starts and ends by functions of its own: starts it again when it ended unasked. */
export class KeepAlive {
  private readonly mortal: Mortal;
  private stopping = false;
  private failures = 0;
  private timer: NodeJS.Timeout;
  private restarting: Promise<void> = Promise.resolve();

  constructor(mortal: Mortal) {
    this.mortal = mortal;
    this.timer = setTimeout(() => this.check(), CHECK_MS);
  }

  /** Lets it be. Resolves when no restart is under way any more. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.restarting;
  }

  private check(): void {
    if (this.mortal.isAlive()) this.checkAfter(CHECK_MS);
    else this.restarting = this.restart();
  }

  private async restart(): Promise<void> {
    const { name, say, startAgain } = this.mortal;
    say(`The ${name} ended unexpectedly; starting it again.`);
    try {
      await startAgain();
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      say(error instanceof Error ? error.message : String(error));
    }
    this.checkAfter(this.failures === 0 ? CHECK_MS : delayBeforeRestart(this.failures));
  }

  private checkAfter(milliseconds: number): void {
    if (!this.stopping) this.timer = setTimeout(() => this.check(), milliseconds);
  }
}
