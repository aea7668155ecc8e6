import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RawLog } from '@fabwright/platform';
import { SourceStatRepository } from '../health/source-stat.repository.ts';

const EVERY_MS = 2 * 60_000;
/** Long enough to look into after a mistake; what was taken in lies in the facts, what was not in quarantine. */
const KEEP_RAW_MS = 15 * 60_000;
const KEEP_STATISTICS_MS = 2 * 86_400_000;

/** Throws away what has done its duty, so that an installation does not grow by what nobody reads any more. */
@Injectable()
export class IngestHousekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('IngestHousekeeping');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rawLog: RawLog,
    private readonly stats: SourceStatRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.tidy(new Date()), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async tidy(now: Date): Promise<void> {
    try {
      await this.rawLog.prune(new Date(now.getTime() - KEEP_RAW_MS));
      await this.stats.prune(new Date(now.getTime() - KEEP_STATISTICS_MS));
    } catch (error) {
      this.#log.warn({ err: error }, 'tidying up failed; it is tried again later');
    }
  }
}
