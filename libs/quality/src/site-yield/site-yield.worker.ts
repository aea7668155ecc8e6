import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SiteYieldCatchUp } from './site-yield.catch-up.ts';

/** What comes in goes first. */
const REST_MS = 20;
const AFTER_FAILURE_MS = 30_000;

/** Once after a start: derives what an older version left without yields by site, and then rests for good. */
@Injectable()
export class SiteYieldWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('SiteYield');
  #timer: NodeJS.Timeout | undefined;
  #atWork: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly catchUp: SiteYieldCatchUp) {}

  onApplicationBootstrap(): void {
    this.#schedule('', REST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#atWork;
  }

  #schedule(afterLot: string, ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#atWork = this.#lot(afterLot);
    }, ms);
  }

  async #lot(afterLot: string): Promise<void> {
    try {
      const lotId = await this.catchUp.next(afterLot);
      if (lotId !== null) this.#schedule(lotId, REST_MS);
    } catch (error) {
      this.#log.warn(
        { err: error },
        'a lot could not be derived by site; what is written stands, and it is tried again',
      );
      this.#schedule(afterLot, AFTER_FAILURE_MS);
    }
  }
}
