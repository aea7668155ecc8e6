import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Rounds } from '@fabwright/platform';
import { IssueMaker } from './issue.maker.ts';
import { IssuePlanner } from './issue.planner.ts';

const LOOK_EVERY_MS = 2_000;

/** Looks for reports that are due, and takes those at hand a step on, for as long as the worker runs. */
@Injectable()
export class IssueWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('ReportSchedules');
  readonly #rounds = new Rounds(() => this.round(), {
    everyMs: LOOK_EVERY_MS,
    log: this.#log,
    onFailure: 'scheduled reports could not be looked for; they stay due',
  });

  constructor(
    private readonly planner: IssuePlanner,
    private readonly maker: IssueMaker,
  ) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** In ms, the pause before the next one. */
  async round(): Promise<number> {
    await this.planner.fireDue();
    await this.maker.advance();
    return LOOK_EVERY_MS;
  }
}
