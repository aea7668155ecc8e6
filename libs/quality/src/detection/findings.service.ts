import { Injectable } from '@nestjs/common';
import type { LotObservation } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';
import { Maths } from '../maths/maths.ts';
import type { FoundExcursion } from './found-excursions.ts';
import { InspectionRepository } from './inspection.repository.ts';
import { SensorCharts } from './sensor-charts.service.ts';
import { SeriesRepository, type SeriesLot } from './series.repository.ts';
import { SignatureStore } from './signature.store.ts';

/** The one statistic of maps: how far the pattern of fails lies from the usual one, whatever its shape. */
const SHAPE = 'pattern';

/** What is looked at. */
export interface LookedAt {
  readonly from: Date;
  readonly fabNow: Date;
  /** Facts up to this number are in; newer ones may be. */
  readonly seq: number;
}

export interface Findings {
  readonly found: readonly FoundExcursion[];
  /** Lots that were judged. */
  readonly lots: number;
  /** Highest sequence number of each lot's facts. */
  readonly seqOf: (lotId: string) => number;
}

/** Reads everything that is known, in one snapshot, and lets the detectors look at it once the snapshot is closed. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly series: SeriesRepository,
    private readonly inspections: InspectionRepository,
    private readonly signatures: SignatureStore,
    private readonly sensors: SensorCharts,
    private readonly maths: Maths,
  ) {}

  async of({ from, fabNow, seq }: LookedAt): Promise<Findings> {
    const { lots, inspected } = await this.uow.run(
      async () => ({
        lots: await this.series.lots(from, fabNow),
        inspected: await this.inspections.lots(from),
      }),
      { isolation: 'REPEATABLE READ' },
    );
    const found = [
      ...(await this.maths.run('findExcursions', await this.#observed(lots))),
      ...(await this.maths.run('findDefectExcursions', inspected)),
      ...(await this.sensors.excursions(from, seq)),
    ];
    const seqs = new Map([...inspected, ...lots].map((lot) => [lot.observation.lot, lot.seq]));
    return { found, lots: lots.length, seqOf: (lotId) => seqs.get(lotId) ?? seq };
  }

  /** Lots with what their maps say, where that is known. */
  async #observed(lots: readonly SeriesLot[]): Promise<LotObservation[]> {
    const shapes = await this.signatures.of(lots);
    return lots.map(({ observation }) => {
      const shape = shapes.get(`${observation.lot}\n${observation.insertion}`);
      return shape === undefined ? observation : { ...observation, maps: { [SHAPE]: shape } };
    });
  }
}
