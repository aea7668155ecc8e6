import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';

type DefectInspectionEvent = FabEventOf<'fab.defect-inspection.v1'>;

const INSPECTION: RowTarget = {
  table: 'defect_inspection',
  columns: {
    lot_id: 'text',
    inspection_id: 'text',
    wafer_id: 'text',
    lot_no: 'text',
    product_id: 'text',
    step_id: 'text',
    layer: 'text',
    tool_id: 'text',
    inspected_at: 'timestamptz',
    area_cm2: 'real',
    defect_count: 'integer',
    x: 'real[]',
    y: 'real[]',
    size_um: 'real[]',
    class_code: 'integer[]',
    classes: 'jsonb',
    seq: 'bigint',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

/** One row an inspected wafer; positions in mm from its centre, notch down. */
export async function recordDefectInspections(
  uow: UnitOfWork,
  events: readonly DefectInspectionEvent[],
  seq: number,
): Promise<void> {
  const rows = events.flatMap(({ data }) =>
    data.wafers.map(({ waferId, areaCm2, defects }) => ({
      lot_id: data.lotId,
      inspection_id: data.inspectionId,
      wafer_id: waferId,
      lot_no: data.lotNo,
      product_id: data.productId,
      step_id: data.stepId,
      layer: data.layer,
      tool_id: data.toolId,
      inspected_at: data.inspectedAt,
      area_cm2: areaCm2,
      defect_count: defects.x.length,
      x: defects.x,
      y: defects.y,
      size_um: defects.sizeUm,
      class_code: defects.classCode,
      classes: data.classes,
      seq,
    })),
  );
  await insertRows(uow, INSPECTION, rows);
}
