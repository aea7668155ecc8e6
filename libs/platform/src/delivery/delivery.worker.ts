import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DeliverySender } from './delivery.sender.ts';

const LOOK_EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Looks for messages that are due, for as long as the worker runs. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('DeliveryWorker');
  #timer: NodeJS.Timeout | undefined;
  #atWork: Promise<void> = Promise.resolve();
  #stopped = false;
  #failures = 0;

  constructor(private readonly sender: DeliverySender) {}

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
      const attempts = await this.sender.sendDue();
      this.#failures = 0;
      this.#schedule(attempts > 0 ? 0 : LOOK_EVERY_MS);
    } catch (error) {
      this.#failures += 1;
      this.#log.warn({ err: error }, 'messages could not be looked for; they wait');
      this.#schedule(Math.min(LOOK_EVERY_MS * 2 ** this.#failures, LONGEST_PAUSE_MS));
    }
  }
}
