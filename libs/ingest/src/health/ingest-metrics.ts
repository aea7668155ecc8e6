import { Injectable } from '@nestjs/common';
import { metric, type PartitionProgress } from '@fabwright/platform';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { BatchOutcome } from '../pipeline/event-pipeline.ts';

/** Figures of the ways in, for Prometheus. */
@Injectable()
export class IngestMetrics {
  readonly #events = metric(
    'fab_ingest_events_total',
    (name) =>
      new Counter({ name, help: 'Messages by way in and by what became of them', labelNames: ['source', 'outcome'] }),
  );
  readonly #seconds = metric(
    'fab_ingest_batch_seconds',
    (name) =>
      new Histogram({
        name,
        help: 'Time a batch takes from the first message to the commit',
        labelNames: ['source'],
        buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
      }),
  );
  readonly #lag = metric(
    'fab_ingest_lag_messages',
    (name) => new Gauge({ name, help: 'Messages behind the position', labelNames: ['source', 'topic', 'partition'] }),
  );
  readonly #imports = metric(
    'fab_imports_total',
    (name) => new Counter({ name, help: 'Files by what became of them', labelNames: ['outcome'] }),
  );

  batch(source: 'kafka' | 'http', { accepted, duplicates, quarantined }: BatchOutcome, seconds: number): void {
    this.#events.inc({ source, outcome: 'accepted' }, accepted);
    this.#events.inc({ source, outcome: 'duplicate' }, duplicates);
    this.#events.inc({ source, outcome: 'quarantined' }, quarantined);
    this.#seconds.observe({ source }, seconds);
  }

  lag(source: 'kafka' | 'http', progress: readonly PartitionProgress[]): void {
    for (const { topic, partition, nextOffset, endOffset } of progress) {
      if (endOffset !== undefined) this.#lag.set({ source, topic, partition }, Math.max(0, endOffset - nextOffset));
    }
  }

  import(outcome: 'done' | 'failed' | 'duplicate'): void {
    this.#imports.inc({ outcome });
  }
}
