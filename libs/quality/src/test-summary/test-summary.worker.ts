import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { metric } from '@fabwright/platform';
import { Counter, Gauge } from 'prom-client';
import { TestSummaryRepository } from './test-summary.repository.ts';
import { TestSummaryService } from './test-summary.service.ts';

/** A transaction of about a quarter of a second. */
const WAFERS_A_ROUND = 16;
const LOOK_EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
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
  #timer: NodeJS.Timeout | undefined;
  #atWork: Promise<void> = Promise.resolve();
  #stopped = false;
  #failures = 0;
  #caughtUpAt = Date.now();
  #countedAt = 0;

  constructor(
    private readonly service: TestSummaryService,
    private readonly repository: TestSummaryRepository,
  ) {}

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
    const started = performance.now();
    try {
      const { wafers } = await this.service.round(WAFERS_A_ROUND);
      this.#failures = 0;
      this.#done.inc(wafers);
      const full = wafers === WAFERS_A_ROUND;
      await this.#tellDelay(full);
      this.#schedule(full ? Math.max(SHORTEST_REST_MS, REST * (performance.now() - started)) : LOOK_EVERY_MS);
    } catch (error) {
      this.#failures += 1;
      this.#log.warn({ err: error }, 'tests could not be summarised; what is written stands, and it is tried again');
      this.#schedule(Math.min(LOOK_EVERY_MS * 2 ** this.#failures, LONGEST_PAUSE_MS));
    }
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
