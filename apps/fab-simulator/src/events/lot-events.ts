import type { LotHistoryV1, LotHoldV1 } from '@fabwright/contracts';
import type { Lot, Moment } from '../flow/lot.ts';
import { substrateBatchOf } from '../flow/materials.ts';
import { iso } from '../model/calendar.ts';

const HOLD_COMMENTS: Readonly<Record<string, string>> = {
  hold: 'Stopped before the step',
  release: 'Checked, goes on',
  downgrade: 'Goes on with lower grade',
};

export function isHold(moment: Moment): boolean {
  return moment.kind === 'hold' || moment.kind === 'release' || moment.kind === 'downgrade';
}

export function lotHold(lot: Lot, moment: Moment): LotHoldV1 {
  return {
    lotId: lot.lotId,
    lotNo: moment.lotNo,
    kind: moment.kind as LotHoldV1['kind'],
    holdId: moment.holdId ?? '',
    reason: moment.reason ?? '',
    comment: HOLD_COMMENTS[moment.kind] ?? '',
    at: iso(moment.at),
    ...(moment.stepId ? { stepId: moment.stepId } : {}),
  };
}

export function lotHistory(seed: number, lot: Lot, moment: Moment): LotHistoryV1 {
  const { kind, stepId, stepName, toolId, childLotNo, intoLotNo, reason } = moment;
  return {
    lotId: lot.lotId,
    lotNo: moment.lotNo,
    kind: kind as LotHistoryV1['kind'],
    productId: lot.product.id,
    lotType: lot.type,
    priority: lot.hot ? 'hot' : 'normal',
    at: iso(moment.at),
    carrier: `FOUP-${String(100 + (lot.sequence % 380))}`,
    wafers: moment.wafers.map((wafer, i) => {
      return { waferId: lot.waferIds[wafer] ?? '', slot: kind === 'scrap' ? null : (moment.slots[i] ?? null) };
    }),
    ...(stepId ? { stepId } : {}),
    ...(stepName ? { stepName } : {}),
    ...(toolId ? { toolId } : {}),
    ...(childLotNo ? { childLotNo, parentLotNo: moment.lotNo } : {}),
    ...(intoLotNo ? { mergedIntoLotNo: intoLotNo } : {}),
    ...(reason ? { reason } : {}),
    ...(kind === 'start' ? { substrateBatch: substrateBatchOf(seed, lot) } : {}),
  };
}
