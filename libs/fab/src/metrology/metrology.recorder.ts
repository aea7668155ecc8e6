import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';

type MetrologyEvent = FabEventOf<'fab.metrology.v1'>;

const RUN: RowTarget = {
  table: 'metrology_run',
  columns: {
    lot_id: 'text',
    run_id: 'text',
    lot_no: 'text',
    product_id: 'text',
    step_id: 'text',
    tool_id: 'text',
    parameter: 'text',
    unit: 'text',
    target: 'double precision',
    low_limit: 'double precision',
    high_limit: 'double precision',
    measured_at: 'timestamptz',
    seq: 'bigint',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

const WAFER: RowTarget = {
  table: 'metrology_wafer',
  columns: { lot_id: 'text', run_id: 'text', wafer_id: 'text', x: 'real[]', y: 'real[]', values: 'real[]' },
  conflict: 'ON CONFLICT DO NOTHING',
};

/** Measured sites of the sampled wafers; positions in mm from the wafer's centre, notch down. */
export async function recordMetrology(uow: UnitOfWork, events: readonly MetrologyEvent[], seq: number): Promise<void> {
  const runs = events.map(({ data }) => ({
    lot_id: data.lotId,
    run_id: data.runId,
    lot_no: data.lotNo,
    product_id: data.productId,
    step_id: data.stepId,
    tool_id: data.toolId,
    parameter: data.parameter,
    unit: data.unit,
    target: data.target,
    low_limit: data.lowLimit,
    high_limit: data.highLimit,
    measured_at: data.measuredAt,
    seq,
  }));
  const wafers = events.flatMap(({ data }) =>
    data.wafers.map(({ waferId, sites }) => ({
      lot_id: data.lotId,
      run_id: data.runId,
      wafer_id: waferId,
      x: sites.map((site) => site.x),
      y: sites.map((site) => site.y),
      values: sites.map((site) => site.value),
    })),
  );
  await insertRows(uow, RUN, runs);
  await insertRows(uow, WAFER, wafers);
}
