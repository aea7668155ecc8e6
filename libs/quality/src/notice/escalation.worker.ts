import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Rounds } from '@fabwright/platform';
import { EscalationService } from './escalation.service.ts';

const LOOK_EVERY_MS = 5_000;

/** Looks for escalations that are due, for as long as the worker runs. */
@Injectable()
export class EscalationWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Escalations');
  readonly #rounds = new Rounds(() => this.#round(), {
    everyMs: LOOK_EVERY_MS,
    log: this.#log,
    onFailure: 'escalations could not be looked for; they stay due',
  });

  constructor(private readonly escalations: EscalationService) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  async #round(): Promise<number> {
    await this.escalations.runDue();
    return LOOK_EVERY_MS;
  }
}
