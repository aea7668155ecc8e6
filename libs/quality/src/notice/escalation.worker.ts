import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { EscalationService } from './escalation.service.ts';

const LOOK_EVERY_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/** Looks for escalations that are due, for as long as the worker runs. */
@Injectable()
export class EscalationWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Escalations');
  #timer: NodeJS.Timeout | undefined;
  #atWork: Promise<void> = Promise.resolve();
  #stopped = false;
  #failures = 0;

  constructor(private readonly escalations: EscalationService) {}

  onApplicationBootstrap(): void {
    this.#schedule(LOOK_EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#atWork;
  }

  #schedule(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#atWork = this.#round();
    }, ms);
  }

  async #round(): Promise<void> {
    try {
      await this.escalations.runDue();
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#log.warn({ err: error }, 'escalations could not be looked for; they stay due');
    }
    this.#schedule(Math.min(LOOK_EVERY_MS * 2 ** this.#failures, LONGEST_PAUSE_MS));
  }
}
