import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { FabClock, Rounds } from '@fabwright/platform';
import { DetectionMetrics } from './detection-metrics.ts';
import { DetectionProgress } from './detection-progress.ts';
import { DetectionService } from './detection.service.ts';
import { PatternsService } from './patterns.service.ts';
import { SuspectsService } from './suspects.service.ts';
import { quietEnough, type Arrivals } from './quiet-enough.ts';

const LOOK_EVERY_MS = 1_000;
const HISTORY_DAYS = 7;
/** Older excursions keep the suspect that they have. */
const SUSPECT_DAYS = 280;
const DAY_MS = 86_400_000;

/** Runs the detectors soon after results have come in, and not at each of them. */
@Injectable()
export class DetectionWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Detection');
  readonly #rounds = new Rounds(() => this.#round(), {
    everyMs: LOOK_EVERY_MS,
    log: this.#log,
    onFailure: 'the detectors failed; what is written stands, and they try again',
  });
  #arrivals: Arrivals | null = null;
  #lastRunMs = 0;

  constructor(
    private readonly service: DetectionService,
    private readonly progress: DetectionProgress,
    private readonly metrics: DetectionMetrics,
    private readonly suspects: SuspectsService,
    private readonly patterns: PatternsService,
    private readonly clock: FabClock,
  ) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  async #round(): Promise<number> {
    if (await this.#isTime()) await this.#detect();
    return LOOK_EVERY_MS;
  }

  /** Waits until arrivals pause, but not for ever; longer while history comes in, since each run would look at part of it. */
  async #isTime(): Promise<boolean> {
    const now = Date.now();
    const [seq, seen] = [await this.progress.newestFact(), await this.progress.seen()];
    if (seq <= seen) {
      this.#arrivals = null;
      return false;
    }
    const before = this.#arrivals;
    const moved = before?.seq !== seq;
    this.#arrivals = { seq, since: before?.since ?? now, movedAt: moved ? now : before.movedAt };
    const old = new Date((await this.clock.now()).getTime() - HISTORY_DAYS * DAY_MS);
    const { lots, old: oldLots } = await this.progress.arrivals(seen, old);
    return quietEnough(this.#arrivals, { now, history: oldLots > lots / 2, lastRunMs: this.#lastRunMs });
  }

  async #detect(): Promise<void> {
    const started = performance.now();
    const { outcome, lots, opened, changed, excursionIds } = await this.service.run();
    this.#lastRunMs = performance.now() - started;
    this.#arrivals = null;
    this.metrics.ran(outcome, this.#lastRunMs / 1000, lots);
    if (opened + changed > 0) this.#log.log({ lots, opened, changed, ms: Math.round(this.#lastRunMs) }, 'excursions');
    await this.suspects.refreshDue(new Date((await this.clock.now()).getTime() - SUSPECT_DAYS * DAY_MS));
    await this.patterns.refresh(excursionIds);
    await this.metrics.count();
  }
}
