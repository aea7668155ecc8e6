import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { metric, Rounds } from '@fabwright/platform';
import { Counter, Gauge } from 'prom-client';
import { TestSummaryRepository } from './test-summary.repository.ts';
import { TestSummaryService } from './test-summary.service.ts';

/** A transaction of about a quarter of a second. */
const WAFERS_A_ROUND = 16;
const LOOK_EVERY_MS = 1_000;
/** After a round it pauses for this share of the round's time, so that what comes in goes first. */
const REST = 0.5;
const SHORTEST_REST_MS = 10;
/** Counting what waits is not free while thousands do. */
const COUNT_EVERY_MS = 5_000;

/** Keeps the summaries of tests behind the yields by seconds; by minutes while history comes in. */
@Injectable()
export class TestSummaryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('TestSummary');
  readonly #waiting = metric(
    'fab_test_summary_waiting',
    (name) => new Gauge({ name, help: 'Wafers whose tests are not summarised yet' }),
  );
  readonly #delay = metric(
    'fab_test_summary_delay_seconds',
    (name) =>
      new Gauge({ name, help: 'How long ago the summaries of tests had caught up with the yields; 0 = they have' }),
  );
  readonly #done = metric(
    'fab_test_summary_wafers_total',
    (name) => new Counter({ name, help: 'Wafers whose tests were summarised' }),
  );
  readonly #rounds = new Rounds(() => this.#round(), {
    everyMs: LOOK_EVERY_MS,
    log: this.#log,
    onFailure: 'tests could not be summarised; what is written stands, and it is tried again',
  });
  #caughtUpAt = Date.now();
  #countedAt = 0;

  constructor(
    private readonly service: TestSummaryService,
    private readonly repository: TestSummaryRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  async #round(): Promise<number> {
    const started = performance.now();
    const { wafers } = await this.service.round(WAFERS_A_ROUND);
    this.#done.inc(wafers);
    const isFull = wafers === WAFERS_A_ROUND;
    await this.#tellDelay(isFull);
    return isFull ? Math.max(SHORTEST_REST_MS, REST * (performance.now() - started)) : LOOK_EVERY_MS;
  }

  async #tellDelay(isBehind: boolean): Promise<void> {
    const now = Date.now();
    if (!isBehind) this.#caughtUpAt = now;
    this.#delay.set(isBehind ? (now - this.#caughtUpAt) / 1000 : 0);
    if (isBehind && now - this.#countedAt < COUNT_EVERY_MS) return;
    this.#countedAt = now;
    this.#waiting.set(isBehind ? await this.repository.waiting() : 0);
  }
}
