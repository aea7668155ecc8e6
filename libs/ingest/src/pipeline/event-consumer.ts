import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { topics } from '@fabwright/contracts';
import {
  type BatchHandler,
  ChangeNotifier,
  ConsumerPositions,
  type EventSource,
  EventSources,
  type SourceBatch,
  UnitOfWork,
} from '@fabwright/platform';
import { ConsumerStateRepository } from '../health/consumer-state.repository.ts';
import { IngestMetrics } from '../health/ingest-metrics.ts';
import { CONSUMER, RAW_LOG_TOPIC } from './consumer-name.ts';
import { EventPipeline } from './event-pipeline.ts';

const NOTE_EVERY_MS = 5_000;

/** Reads every way in and turns what comes into facts; the position of each partition moves in the same transaction. */
@Injectable()
export class EventConsumer implements BatchHandler, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('EventConsumer');
  #sources: readonly EventSource[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ways: EventSources,
    private readonly pipeline: EventPipeline,
    private readonly positions: ConsumerPositions,
    private readonly states: ConsumerStateRepository,
    private readonly uow: UnitOfWork,
    private readonly changes: ChangeNotifier,
    private readonly metrics: IngestMetrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#sources = this.ways.create(topics('in'));
    for (const source of this.#sources) await source.start(this);
    this.#timer = setInterval(() => void this.#noteProgress(), NOTE_EVERY_MS).unref();
  }

  /** Lets the batches at hand finish before the database goes away. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#sources.map((source) => source.stop()));
  }

  /** The ways in, for readiness and metrics. */
  get sources(): readonly EventSource[] {
    return this.#sources;
  }

  async startFrom(topic: string, partition: number): Promise<number | undefined> {
    return this.positions.find(CONSUMER, topic === RAW_LOG_TOPIC ? 'http' : 'kafka', topic, partition);
  }

  async handle(batch: SourceBatch): Promise<void> {
    const started = performance.now();
    const outcome = await this.pipeline.process(batch, () => this.positions.advance(CONSUMER, batch));
    this.metrics.batch(batch.sourceKind, outcome, (performance.now() - started) / 1_000);
    if (outcome.accepted > 0) await this.changes.changed('health');
    if (outcome.quarantined > 0) {
      this.#log.warn({ ...outcome, topic: batch.topic, partition: batch.partition }, 'messages were put aside');
      await this.changes.changed('quarantine');
    }
  }

  async #noteProgress(): Promise<void> {
    try {
      for (const { kind, progress, trouble } of this.#sources.map(snapshot)) {
        this.metrics.lag(kind, progress);
        await this.uow.run(() => this.states.note(CONSUMER, kind, progress, trouble, new Date()));
      }
    } catch (error) {
      this.#log.warn({ err: error }, 'the progress of the consumers could not be noted');
    }
  }
}

function snapshot(source: EventSource) {
  return { kind: source.kind, progress: source.progress(), trouble: source.trouble };
}
