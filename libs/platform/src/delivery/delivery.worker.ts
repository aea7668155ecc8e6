import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Rounds } from '../rounds/index.ts';
import { DeliverySender } from './delivery.sender.ts';

const LOOK_EVERY_MS = 1_000;

/** Looks for messages that are due, for as long as the worker runs. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('DeliveryWorker');
  readonly #rounds = new Rounds(() => this.#round(), {
    everyMs: LOOK_EVERY_MS,
    log: this.#log,
    onFailure: 'messages could not be looked for; they wait',
  });

  constructor(private readonly sender: DeliverySender) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** In ms, the pause before the next look. */
  async #round(): Promise<number> {
    return (await this.sender.sendDue()) > 0 ? 0 : LOOK_EVERY_MS;
  }
}
