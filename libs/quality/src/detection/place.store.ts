import { Injectable } from '@nestjs/common';
import { placeOf } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';

/**
 * Where wafers were while others of their lot were elsewhere: steps at which the lot was divided among chambers or
 * tools. What all of a lot shared tells nothing inside the lot, and is most of the data.
 */
const PLACES = `
  WITH visit AS (
    SELECT r.lot_id, p.wafer_id, r.step_id, r.tool_id, COALESCE(p.chamber, '') AS chamber,
      r.tool_id || '/' || COALESCE(p.chamber, '') AS place
    FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
    WHERE r.lot_id = ANY($1)),
  divided AS (
    SELECT lot_id, step_id FROM visit GROUP BY lot_id, step_id HAVING min(place) <> max(place))
  SELECT v.lot_id AS lot, v.step_id AS step, v.tool_id AS tool, v.chamber, array_agg(DISTINCT v.wafer_id) AS wafers
  FROM visit v JOIN divided USING (lot_id, step_id)
  GROUP BY v.lot_id, v.step_id, v.tool_id, v.chamber`;

const NEWEST = `
  SELECT lot_id AS lot, max(seq)::float8 AS seq FROM process_run WHERE lot_id = ANY($1) GROUP BY lot_id`;

interface PlaceRow {
  readonly lot: string;
  readonly step: string;
  readonly tool: string;
  readonly chamber: string;
  readonly wafers: readonly string[];
}

/** By wafer. */
type Places = ReadonlyMap<string, readonly string[]>;

/** Places of wafers inside their lots. They follow from a lot's runs alone: what was read once is kept in memory. */
@Injectable()
export class PlaceStore {
  #known = new Map<string, { readonly seq: number; readonly places: Places }>();

  constructor(private readonly uow: UnitOfWork) {}

  /** By lot; lots without runs are missing. */
  async of(lotIds: readonly string[]): Promise<Map<string, Places>> {
    if (lotIds.length === 0) return new Map();
    const newest = await this.uow.query<{ lot: string; seq: number }>(NEWEST, [lotIds]);
    const changed = newest.filter(({ lot, seq }) => this.#known.get(lot)?.seq !== seq);
    const read = await this.#read(changed.map(({ lot }) => lot));
    this.#known = new Map(
      newest.map(({ lot, seq }) => {
        const places = read.get(lot) ?? this.#unchanged(lot, seq) ?? new Map<string, readonly string[]>();
        return [lot, { seq, places }];
      }),
    );
    return new Map([...this.#known].map(([lot, { places }]) => [lot, places]));
  }

  #unchanged(lot: string, seq: number): Places | undefined {
    const known = this.#known.get(lot);
    return known?.seq === seq ? known.places : undefined;
  }

  async #read(lotIds: readonly string[]): Promise<Map<string, Places>> {
    const rows = lotIds.length === 0 ? [] : await this.uow.query<PlaceRow>(PLACES, [lotIds]);
    const lots = new Map<string, Map<string, string[]>>();
    for (const { lot, step, tool, chamber, wafers } of rows) {
      const place = placeOf(step, tool, chamber);
      const ofLot = lots.get(lot) ?? new Map<string, string[]>();
      lots.set(lot, ofLot);
      for (const waferId of wafers) ofLot.set(waferId, [...(ofLot.get(waferId) ?? []), place]);
    }
    return lots;
  }
}
