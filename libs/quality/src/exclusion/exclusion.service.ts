import { Injectable } from '@nestjs/common';
import { LotHistoryRepository } from '@fabwright/fab';
import { Audit, ChangeNotifier, CommitOrder, DomainError, UnitOfWork, type Actor } from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import { LotYieldStore } from '../yield/lot-yield.store.ts';
import type { Exclusion } from '../wafer/wafer.types.ts';

const LONGEST_REASON = 500;

const ACTIVE = `
  SELECT exclusion_id AS "exclusionId", reason, excluded_by AS "by", excluded_at AS at, NULL AS "restoredBy",
    NULL AS "restoredAt"
  FROM wafer_exclusion WHERE lot_id = $1 AND wafer_id = $2 AND restored_at IS NULL`;
const EXCLUDE = `
  INSERT INTO wafer_exclusion (lot_id, wafer_id, exclusion_id, reason, excluded_by, excluded_at)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const RESTORE = `
  UPDATE wafer_exclusion SET restored_by = $4, restored_at = $5
  WHERE lot_id = $1 AND wafer_id = $2 AND exclusion_id = $3 AND restored_at IS NULL RETURNING exclusion_id`;
const FLAG = 'UPDATE wafer_yield SET excluded = $3, seq = $4 WHERE lot_id = $1 AND wafer_id = $2';

/** Leaves a wafer out of yields and charts, and takes it back in. Both are kept for good, with who and why. */
@Injectable()
export class ExclusionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly lots: LotHistoryRepository,
    private readonly lotYields: LotYieldStore,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
  ) {}

  /**
   * A wafer that is excluded already stays so, with its first reason. Throws NOT_FOUND, FORBIDDEN, and INVALID_INPUT
   * without a reason.
   */
  async exclude(lotId: string, waferId: string, reason: string, actor: Actor): Promise<Exclusion> {
    const said = reason.trim();
    if (said === '' || said.length > LONGEST_REASON) {
      throw new DomainError('INVALID_INPUT', `Say why, in 1 to ${LONGEST_REASON} characters.`, {
        detail: { field: 'reason', reason: 'length' },
      });
    }
    return this.uow.run(async () => {
      await this.#lock(lotId, waferId, actor);
      const [active] = await this.uow.query<Exclusion>(ACTIVE, [lotId, waferId]);
      if (active) return active;
      const exclusion = { exclusionId: uuidv7(), reason: said, by: actor.name, at: new Date() };
      await this.uow.query(EXCLUDE, [lotId, waferId, exclusion.exclusionId, said, actor.name, exclusion.at]);
      await this.#flag(lotId, waferId, true, { exclusionId: exclusion.exclusionId, reason: said });
      return { ...exclusion, restoredBy: null, restoredAt: null };
    });
  }

  /** Throws NOT_FOUND when there is no such exclusion, or it was taken back already; FORBIDDEN. */
  async restore(lotId: string, waferId: string, exclusionId: string, actor: Actor): Promise<void> {
    await this.uow.run(async () => {
      await this.#lock(lotId, waferId, actor);
      const [active] = await this.uow.query<Exclusion>(ACTIVE, [lotId, waferId]);
      if (active?.exclusionId !== exclusionId) {
        throw new DomainError('NOT_FOUND', `Wafer ${waferId} is not excluded by this entry any more.`);
      }
      await this.uow.query(RESTORE, [lotId, waferId, exclusionId, actor.name, new Date()]);
      await this.#flag(lotId, waferId, false, { exclusionId });
    });
  }

  /** The lot's row is locked, so that no derivation runs beside it. */
  async #lock(lotId: string, waferId: string, actor: Actor): Promise<void> {
    const lot = await this.lots.find(lotId, actor.productScope);
    if (!lot) throw new DomainError('NOT_FOUND', `There is no lot ${lotId}.`);
    if (!lot.inScope) throw new DomainError('FORBIDDEN', `You may not change lot ${lotId}: its product is not yours.`);
    await this.uow.query('SELECT 1 FROM lot WHERE lot_id = $1 FOR UPDATE', [lotId]);
    const tested = await this.uow.query('SELECT 1 FROM wafer_yield WHERE lot_id = $1 AND wafer_id = $2 LIMIT 1', [
      lotId,
      waferId,
    ]);
    if (tested.length === 0) throw new DomainError('NOT_FOUND', `Lot ${lotId} has no tested wafer ${waferId}.`);
  }

  async #flag(lotId: string, waferId: string, excluded: boolean, detail: Readonly<Record<string, string>>) {
    const seq = await this.order.next('fact_seq');
    await this.uow.query(FLAG, [lotId, waferId, excluded, seq]);
    await this.lotYields.refresh([lotId]);
    const action = excluded ? 'wafers.excluded' : 'wafers.restored';
    await this.audit.record({ action, subject: `${lotId}/${waferId}`, detail });
    await this.notifier.changed('lots', [lotId]);
  }
}
