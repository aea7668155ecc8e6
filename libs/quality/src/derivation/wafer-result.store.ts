import { Injectable } from '@nestjs/common';
import { DieState } from '@fabwright/analytics';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { packMap, unpackedBins } from '../maps/packed-map.ts';
import { runPrepared } from '../sort-run/prepared-statement.ts';
import type { KnownRun } from '../sort-run/run-plan.ts';
import type { WaferInsertion } from '../sort-run/sort-run.ts';
import { SITE_COUNTS } from '../site-yield/site-yield.sql.ts';
import type { SiteYields } from '../site-yield/site-yields.ts';
import type { WaferSummary } from './wafer-summary.ts';

/** A wafer's read models, ready to be written. */
export interface WaferResult {
  readonly wafer: WaferInsertion;
  /** Current runs in time order; the first describes how the wafer was tested. */
  readonly runs: readonly KnownRun[];
  readonly summary: WaferSummary;
  readonly complete: boolean;
}

const COUNTS = [
  'gross',
  'tested',
  'records',
  'records_judged',
  'good_record',
  'good_first',
  'good_final',
  'retested',
  'recovered',
  'failed',
  'unplaced',
] as const;

/** Product and type are the lot's, which history may have filled in before or will fill in later. */
const UPSERT_YIELD = {
  name: 'fabwright wafer_yield',
  text: `
    INSERT INTO wafer_yield (lot_id, wafer_id, insertion, product_id, lot_type, excluded, lot_no, complete,
      ${COUNTS.join(', ')}, first_pass_ended_at, last_ended_at, run_count, program, program_revision, tester, probe_card,
      soft_bins, soft_dies, hard_bins, hard_dies, seq)
    SELECT $1, $2, $3, lot.product_id, lot.lot_type,
      EXISTS (SELECT 1 FROM wafer_exclusion e WHERE e.lot_id = $1 AND e.wafer_id = $2 AND e.restored_at IS NULL),
      $4, $5, ${COUNTS.map((_, at) => `$${at + 6}::integer`).join(', ')},
      $17::timestamptz, $18::timestamptz, $19::integer, $20, $21, $22, $23,
      $24::integer[], $25::integer[], $26::integer[], $27::integer[], $28::bigint
    FROM lot WHERE lot.lot_id = $1
    ON CONFLICT (lot_id, wafer_id, insertion) DO UPDATE SET
      product_id = excluded.product_id, lot_type = excluded.lot_type, lot_no = excluded.lot_no,
      complete = excluded.complete, ${COUNTS.map((count) => `${count} = excluded.${count}`).join(', ')},
      first_pass_ended_at = excluded.first_pass_ended_at, last_ended_at = excluded.last_ended_at,
      run_count = excluded.run_count, program = excluded.program, program_revision = excluded.program_revision,
      tester = excluded.tester, probe_card = excluded.probe_card, soft_bins = excluded.soft_bins,
      soft_dies = excluded.soft_dies, hard_bins = excluded.hard_bins, hard_dies = excluded.hard_dies, seq = excluded.seq`,
};

const UPSERT_MAP = {
  name: 'fabwright wafer_map',
  text: `
    WITH layout AS (
      INSERT INTO die_layout (layout_id, x, y) VALUES ($4, $5, $6) ON CONFLICT DO NOTHING)
    INSERT INTO wafer_map (lot_id, wafer_id, insertion, layout_id, state, soft_bin, hard_bin)
    VALUES ($1, $2, $3, $4, $7, $8, $9)
    ON CONFLICT (lot_id, wafer_id, insertion) DO UPDATE SET layout_id = excluded.layout_id, state = excluded.state,
      soft_bin = excluded.soft_bin, hard_bin = excluded.hard_bin`,
};

const UPSERT_SITES = {
  name: 'fabwright wafer_site_yield',
  text: `
    INSERT INTO wafer_site_yield (lot_id, wafer_id, insertion, site, touchdown, ${SITE_COUNTS.join(', ')})
    VALUES ($1, $2, $3, $4, $5, ${SITE_COUNTS.map((_, at) => `$${at + 6}`).join(', ')})
    ON CONFLICT (lot_id, wafer_id, insertion) DO UPDATE SET site = excluded.site, touchdown = excluded.touchdown,
      ${SITE_COUNTS.map((count) => `${count} = excluded.${count}`).join(', ')}`,
};

const MAPS_OF_LOTS = `
  SELECT state, soft_bin AS soft, hard_bin AS hard FROM wafer_map WHERE lot_id = ANY ($1) AND insertion = $2`;

interface PackedBins {
  readonly state: Buffer;
  readonly soft: Buffer;
  readonly hard: Buffer;
}

/** The read models of wafers: yields, by site too, and maps. */
@Injectable()
export class WaferResultStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** Needs a unit of work, and the lot. */
  async save({ wafer, runs, summary, complete }: WaferResult, seq: number): Promise<void> {
    const [first] = runs;
    if (!first) throw new RangeError(`Wafer ${wafer.waferId} has no run to show.`);
    const key = [wafer.lotId, wafer.waferId, wafer.insertion];
    await runPrepared(this.uow, UPSERT_YIELD, [
      ...key,
      runs.at(-1)?.head.lotNo,
      complete,
      ...countValues(summary),
      summary.firstPassEndedAt,
      summary.lastEndedAt,
      runs.length,
      first.head.program,
      first.head.programRevision,
      first.head.tester,
      first.head.probeCard,
      pgArray.int4(summary.softFails.bins),
      pgArray.int4(summary.softFails.dies),
      pgArray.int4(summary.hardFails.bins),
      pgArray.int4(summary.hardFails.dies),
      seq,
    ]);
    const { layoutId, x, y, state, softBin, hardBin } = packMap(summary.map);
    const map = [layoutId, pgArray.int2(x), pgArray.int2(y), state, softBin, hardBin];
    await runPrepared(this.uow, UPSERT_MAP, [...key, ...map]);
    await runPrepared(this.uow, UPSERT_SITES, [...key, ...siteColumns(summary.sites)]);
  }

  /** Takes over what lots are known to be now. */
  async followLots(lotIds: readonly string[]): Promise<void> {
    await this.uow.query(
      `UPDATE wafer_yield w SET product_id = lot.product_id, lot_type = lot.lot_type FROM lot
       WHERE lot.lot_id = w.lot_id AND w.lot_id = ANY($1)
         AND (w.product_id, w.lot_type) IS DISTINCT FROM (lot.product_id, lot.lot_type)`,
      [lotIds],
    );
  }

  /** Bins in which a die of these lots passed at last, as `kind number`. */
  async passingBins(lotIds: readonly string[], insertion: string): Promise<Set<string>> {
    const maps = await this.uow.query<PackedBins>(MAPS_OF_LOTS, [lotIds, insertion]);
    return new Set(maps.flatMap(passingBinsOf));
  }
}

function passingBinsOf({ state, soft, hard }: PackedBins): string[] {
  const isPassing = (_: number, die: number): boolean =>
    state[die] === DieState.firstPassGood || state[die] === DieState.recovered;
  const among = (kind: string, bins: Buffer): string[] => {
    const passing = unpackedBins(bins, state.length).filter(isPassing);
    return [...new Set<number>(passing)].map((bin) => `${kind} ${bin}`);
  };
  return [...among('soft', soft), ...among('hard', hard)];
}

/** Site, touchdown, and the counts in the order of `SITE_COUNTS`. */
function siteColumns(sites: SiteYields): Buffer[] {
  const { site, touchdown, firstDies, firstGood, lastDies, lastGood, records, goodRecords } = sites;
  return [site, touchdown, firstDies, firstGood, lastDies, lastGood, records, goodRecords].map(pgArray.int4);
}

/** In the order of `COUNTS`. */
function countValues(summary: WaferSummary): number[] {
  return [
    summary.gross,
    summary.tested,
    summary.records,
    summary.recordsJudged,
    summary.goodRecord,
    summary.goodFirst,
    summary.goodFinal,
    summary.retested,
    summary.recovered,
    summary.failed,
    summary.unplaced,
  ];
}
