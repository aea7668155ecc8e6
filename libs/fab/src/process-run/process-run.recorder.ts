import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { insertRows, type Row, type RowTarget } from '../rows/insert-rows.ts';
import { PACK_NAMED_RUNS } from './run-places.sql.ts';

type ProcessRunEvent = FabEventOf<'fab.process-run.v1'>;

const RUN: RowTarget = {
  table: 'process_run',
  columns: {
    lot_id: 'text',
    run_id: 'text',
    lot_no: 'text',
    product_id: 'text',
    step_id: 'text',
    tool_id: 'text',
    recipe_id: 'text',
    recipe_version: 'text',
    recipe_parameters: 'jsonb',
    queue_time_h: 'real',
    reticle: 'text',
    started_at: 'timestamptz',
    ended_at: 'timestamptz',
    sensor_names: 'text[]',
    sensor_units: 'text[]',
    sensor_statistics: 'text[]',
    seasoning: 'boolean',
    seq: 'bigint',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

const WAFER: RowTarget = {
  table: 'process_run_wafer',
  columns: {
    lot_id: 'text',
    run_id: 'text',
    wafer_id: 'text',
    slot: 'smallint',
    chamber: 'text',
    started_at: 'timestamptz',
    ended_at: 'timestamptz',
    sensor_values: 'real[]',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

/**
 * Runs and their sensor summaries, one array a wafer in the order of the run's sensors; NULL = not measured. Where their
 * wafers went is laid side by side.
 */
export async function recordProcessRuns(
  uow: UnitOfWork,
  events: readonly ProcessRunEvent[],
  seq: number,
): Promise<void> {
  await insertRows(
    uow,
    RUN,
    events.map(({ data }) => runRow(data, seq)),
  );
  await insertRows(
    uow,
    WAFER,
    events.flatMap(({ data }) => waferRows(data)),
  );
  if (events.length === 0) return;
  await uow.query(PACK_NAMED_RUNS, [events.map(({ data }) => data.lotId), events.map(({ data }) => data.runId)]);
}

function runRow(run: ProcessRunEvent['data'], seq: number): Row {
  return {
    lot_id: run.lotId,
    run_id: run.runId,
    lot_no: run.lotNo,
    product_id: run.productId,
    step_id: run.stepId,
    tool_id: run.toolId,
    recipe_id: run.recipe.id,
    recipe_version: run.recipe.version,
    recipe_parameters: run.recipe.parameters ?? [],
    queue_time_h: run.queueTimeH,
    reticle: run.reticle,
    started_at: run.startedAt,
    ended_at: run.endedAt,
    sensor_names: run.sensors.map((sensor) => sensor.name),
    sensor_units: run.sensors.map((sensor) => sensor.unit),
    sensor_statistics: run.sensors.map((sensor) => sensor.statistic),
    seasoning: run.seasoning ?? false,
    seq,
  };
}

function waferRows(run: ProcessRunEvent['data']): Row[] {
  return run.wafers.map((wafer, at) => ({
    lot_id: run.lotId,
    run_id: run.runId,
    wafer_id: wafer.waferId,
    slot: wafer.slot,
    chamber: wafer.chamber,
    started_at: wafer.startedAt,
    ended_at: wafer.endedAt,
    sensor_values: run.sensors.map((sensor) => sensor.values[at] ?? null),
  }));
}
