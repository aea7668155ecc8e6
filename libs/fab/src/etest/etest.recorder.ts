import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';

type EtestEvent = FabEventOf<'fab.etest.v1'>;

const RUN: RowTarget = {
  table: 'etest_run',
  columns: {
    lot_id: 'text',
    run_id: 'text',
    lot_no: 'text',
    product_id: 'text',
    step_id: 'text',
    tool_id: 'text',
    parameters: 'jsonb',
    measured_at: 'timestamptz',
    seq: 'bigint',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

const WAFER: RowTarget = {
  table: 'etest_wafer',
  columns: {
    lot_id: 'text',
    run_id: 'text',
    wafer_id: 'text',
    parameters: 'text[]',
    site_x: 'real[]',
    site_y: 'real[]',
    values: 'real[]',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

/** Values of all sites, site by site, each in the order of `parameters`; NULL = not measured. */
export async function recordEtest(uow: UnitOfWork, events: readonly EtestEvent[], seq: number): Promise<void> {
  const runs = events.map(({ data }) => ({
    lot_id: data.lotId,
    run_id: data.runId,
    lot_no: data.lotNo,
    product_id: data.productId,
    step_id: data.stepId,
    tool_id: data.toolId,
    parameters: data.parameters,
    measured_at: data.measuredAt,
    seq,
  }));
  const wafers = events.flatMap(({ data }) =>
    data.wafers.map(({ waferId, sites }) => ({
      lot_id: data.lotId,
      run_id: data.runId,
      wafer_id: waferId,
      parameters: data.parameters.map((parameter) => parameter.name),
      site_x: sites.map((site) => site.x),
      site_y: sites.map((site) => site.y),
      values: sites.flatMap((site) => site.values),
    })),
  );
  await insertRows(uow, RUN, runs);
  await insertRows(uow, WAFER, wafers);
}
