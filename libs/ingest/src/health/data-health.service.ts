import { Injectable } from '@nestjs/common';
import { FabClock, FabConfig, RawLog } from '@fabwright/platform';
import { CONSUMER } from '../pipeline/consumer-name.ts';
import { OutboxRepository } from '../outbox/outbox.repository.ts';
import { QuarantineRepository } from '../quarantine/quarantine.repository.ts';
import { type ConsumerState, ConsumerStateRepository } from './consumer-state.repository.ts';
import { HealthRepository, type SourceTotals } from './health.repository.ts';
import { sourceState, type SourceState, usualDelayMs } from './source-state.ts';

/** `empty`: nothing has ever come in. */
export type IngestState = SourceState | 'empty';

export interface HistoryFill {
  readonly from: Date;
  readonly to: Date;
  readonly weeksFilled: number;
  readonly weeks: number;
}

export interface IngestHealth {
  readonly newestEventAt: Date | null;
  readonly newestReceivedAt: Date | null;
  readonly state: IngestState;
  /** Seconds since the oldest message that waits to be taken in, as far as it is known. */
  readonly lagSeconds: number | null;
  readonly ratePerMinute: number;
  readonly quarantined: number;
  readonly backlog: number;
  readonly history: HistoryFill | null;
}

export interface SourceHealth {
  readonly type: string;
  readonly events24h: number;
  readonly newestEventAt: Date;
  readonly newestReceivedAt: Date;
  readonly lateShare: number;
  readonly quarantined: number;
  readonly state: SourceState;
}

export interface DataHealth {
  readonly ingest: IngestHealth;
  readonly sources: readonly SourceHealth[];
  readonly outboxPending: number;
  readonly rawLogBacklog: number;
  readonly consumers: readonly ConsumerState[];
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** What is taken for the usual delay of a source that has spoken in one minute only. */
const UNKNOWN_DELAY_MS = 3_600_000;

@Injectable()
export class DataHealthService {
  constructor(
    private readonly health: HealthRepository,
    private readonly consumers: ConsumerStateRepository,
    private readonly quarantine: QuarantineRepository,
    private readonly outbox: OutboxRepository,
    private readonly rawLog: RawLog,
    private readonly clock: FabClock,
    private readonly config: FabConfig,
  ) {}

  async dataHealth(): Promise<DataHealth> {
    const now = new Date();
    const [totals, consumers, outboxPending, rawLogBacklog] = await Promise.all([
      this.health.sources(now),
      this.consumers.list(),
      this.outbox.pendingCount(),
      this.rawLog.backlog(CONSUMER),
    ]);
    return {
      ingest: await this.#ingest(now, totals, rawLogBacklog + kafkaLag(consumers)),
      sources: totals.map((source) => toSourceHealth(source, now)),
      // Without Kafka nothing is published: what goes out is read by GET /events/v1 and waits for nobody.
      outboxPending: this.config.kafka.brokers.length === 0 ? 0 : outboxPending,
      rawLogBacklog,
      consumers,
    };
  }

  async ingestHealth(): Promise<IngestHealth> {
    const now = new Date();
    const [totals, consumers, rawLogBacklog] = await Promise.all([
      this.health.sources(now),
      this.consumers.list(),
      this.rawLog.backlog(CONSUMER),
    ]);
    return this.#ingest(now, totals, rawLogBacklog + kafkaLag(consumers));
  }

  async #ingest(now: Date, totals: readonly SourceTotals[], backlog: number): Promise<IngestHealth> {
    const [fabNow, ratePerMinute, quarantined, lagSeconds, history] = await Promise.all([
      this.clock.now(),
      this.health.ratePerMinute(now),
      this.quarantine.count('open'),
      this.consumers.oldestWaitingSeconds(now),
      this.#history(),
    ]);
    return {
      newestEventAt: notAfter(fabNow, newest(totals.map((source) => source.newestEventAt))),
      newestReceivedAt: newest(totals.map((source) => source.newestReceivedAt)),
      state: stateOfAll(totals, now),
      lagSeconds,
      ratePerMinute,
      quarantined,
      backlog,
      history,
    };
  }

  /** Only a demonstration fills its history behind the screens. */
  async #history(): Promise<HistoryFill | null> {
    if (!this.config.demo.enabled) return null;
    const to = await this.clock.now();
    // of a week that is told in part there may be no lot
    const weeks = Math.max(1, Math.floor((this.config.demo.historyDays * DAY_MS) / WEEK_MS));
    const from = new Date(to.getTime() - weeks * WEEK_MS);
    return { from, to, weeks, weeksFilled: await this.health.weeksWithTests(from, to) };
  }
}

/** All sources as one stream: an installation is as fresh as the freshest of them lets it be. */
export function stateOfAll(totals: readonly SourceTotals[], now: Date): IngestState {
  const received = newest(totals.map((source) => source.newestReceivedAt));
  if (received === null) return 'empty';
  const arrivals = [...new Set(totals.flatMap((source) => source.arrivals))].sort((a, b) => a - b);
  return sourceState(now.getTime() - received.getTime(), usualDelayMs(arrivals, UNKNOWN_DELAY_MS));
}

function toSourceHealth(source: SourceTotals, now: Date): SourceHealth {
  const { type, events24h, late24h, newestEventAt, newestReceivedAt, arrivals, quarantined } = source;
  const silentMs = now.getTime() - newestReceivedAt.getTime();
  return {
    type,
    events24h,
    newestEventAt,
    newestReceivedAt,
    lateShare: events24h === 0 ? 0 : late24h / events24h,
    quarantined,
    state: sourceState(silentMs, usualDelayMs(arrivals, UNKNOWN_DELAY_MS)),
  };
}

function newest(times: readonly Date[]): Date | null {
  return times.length === 0 ? null : new Date(Math.max(...times.map((time) => time.getTime())));
}

/** A tool whose clock stands ahead tells of times that have not come yet. */
function notAfter(now: Date, time: Date | null): Date | null {
  return time !== null && time > now ? now : time;
}

/** Messages behind the positions in Kafka, as the worker last heard. */
function kafkaLag(consumers: readonly ConsumerState[]): number {
  return consumers.filter(({ source }) => source === 'kafka').reduce((sum, consumer) => sum + consumer.lag, 0);
}
