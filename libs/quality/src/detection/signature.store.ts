import { Injectable } from '@nestjs/common';
import { DEFAULT_DETECTION, type WaferDies } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';
import { STATE_COLUMNS, waferStatesOf, type StateRow } from '../maps/wafer-map-rows.ts';
import { Maths } from '../maths/maths.ts';
import type { LearntSignature } from './lot-signatures.ts';
import type { SeriesLot } from './series.repository.ts';

const STATES = `
  SELECT m.lot_id AS "lotId", ${STATE_COLUMNS}
  FROM wafer_map m JOIN wafer_yield w ON w.lot_id = m.lot_id AND w.wafer_id = m.wafer_id AND w.insertion = m.insertion
  WHERE m.lot_id = ANY($1) AND m.insertion = $2 AND NOT w.excluded
  ORDER BY m.lot_id, m.wafer_id`;

/** One product at one insertion. */
interface Series {
  /** What the baseline was learnt on: lots with the number of their last change. */
  readonly learntOn: string;
  readonly learnt: LearntSignature | null;
  /** Lot with the number of its last change → statistic. */
  readonly statistics: Map<string, number>;
}

/** Lots whose maps are in memory at once. */
const LOTS_AT_ONCE = 40;

/**
 * How strange the maps of lots are, lot by lot. Maps are large and a lot's never changes without a new sequence number:
 * what was computed once is kept in memory, and only there, since it follows from the maps alone.
 */
@Injectable()
export class SignatureStore {
  readonly #series = new Map<string, Series>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly maths: Maths,
  ) {}

  /** By `lot\ninsertion`; lots of a series with too little to learn from are missing. `lots` in the order of time. */
  async of(lots: readonly SeriesLot[]): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const series of Map.groupBy(lots, ({ observation }) => seriesOf(observation)).values()) {
      const statistics = await this.#statistics(series);
      for (const lot of series) {
        const value = statistics.get(versionOf(lot));
        if (value !== undefined) found.set(`${lot.observation.lot}\n${lot.observation.insertion}`, value);
      }
    }
    return found;
  }

  async #statistics(lots: readonly SeriesLot[]): Promise<ReadonlyMap<string, number>> {
    const { learnt, statistics } = await this.#learnt(lots);
    if (learnt === null) return statistics;
    const current = new Set(lots.map(versionOf));
    for (const version of statistics.keys()) if (!current.has(version)) statistics.delete(version);
    const missing = lots.filter((lot) => !statistics.has(versionOf(lot)));
    for (let from = 0; from < missing.length; from += LOTS_AT_ONCE) {
      const some = missing.slice(from, from + LOTS_AT_ONCE);
      const maps = await this.#maps(some);
      const values = await this.maths.run('lotSignatures', {
        learnt,
        lots: some.map((lot) => maps.get(lot.observation.lot) ?? []),
      });
      some.forEach((lot, at) => statistics.set(versionOf(lot), values[at] ?? Number.NaN));
    }
    return statistics;
  }

  async #learnt(lots: readonly SeriesLot[]): Promise<Series> {
    const [first] = lots;
    const key = first ? seriesOf(first.observation) : '';
    const phaseOne = lots.slice(0, DEFAULT_DETECTION.phaseOneLots);
    const learntOn = phaseOne.map(versionOf).join('\n');
    const known = this.#series.get(key);
    if (known?.learntOn === learntOn) return known;
    const enough = phaseOne.length === DEFAULT_DETECTION.phaseOneLots;
    const wafers = enough ? [...(await this.#maps(phaseOne)).values()].flat() : [];
    const learnt = wafers.length === 0 ? null : await this.maths.run('learnSignature', wafers);
    const series = { learntOn, learnt, statistics: new Map<string, number>() };
    this.#series.set(key, series);
    return series;
  }

  async #maps(lots: readonly SeriesLot[]): Promise<Map<string, WaferDies[]>> {
    const rows = await this.uow.query<StateRow & { readonly lotId: string }>(STATES, [
      lots.map((lot) => lot.observation.lot),
      lots[0]?.observation.insertion ?? '',
    ]);
    return Map.groupBy(await waferStatesOf(this.uow, rows), ({ lotId }) => lotId);
  }
}

function seriesOf({ product, insertion }: SeriesLot['observation']): string {
  return `${product}\n${insertion}`;
}

function versionOf({ observation, seq }: SeriesLot): string {
  return `${observation.lot} ${seq}`;
}
