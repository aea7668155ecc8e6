import { Injectable } from '@nestjs/common';
import { metric } from '@fabwright/platform';
import { Gauge, Histogram } from 'prom-client';
import { ExcursionsRepository } from '../excursion/excursions.repository.ts';

/** Figures of the detectors, for Prometheus. */
@Injectable()
export class DetectionMetrics {
  readonly #excursions = metric(
    'fab_excursions',
    (name) => new Gauge({ name, help: 'Excursions by state', labelNames: ['state'] }),
  );
  readonly #seconds = metric(
    'fab_detection_seconds',
    (name) =>
      new Histogram({
        name,
        help: 'Time the detectors take from reading the window to the commit',
        labelNames: ['outcome'],
        buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
      }),
  );
  readonly #lots = metric(
    'fab_detection_lots',
    (name) => new Gauge({ name, help: 'Lots that the last run of the detectors has judged' }),
  );

  constructor(private readonly excursions: ExcursionsRepository) {}

  ran(outcome: string, seconds: number, lots: number): void {
    this.#seconds.observe({ outcome }, seconds);
    if (outcome === 'done') this.#lots.set(lots);
  }

  /** Counts what is there now. */
  async count(): Promise<void> {
    for (const { state, count } of await this.excursions.states(null)) this.#excursions.set({ state }, count);
  }
}
