import { Injectable } from '@nestjs/common';
import type { PhaseLimits } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';

/** Limits that a person froze for a chart; they hold from `validFrom` until the next. */
export interface FrozenLimits {
  readonly validFrom: Date;
  readonly limits: PhaseLimits;
  readonly reason: string;
  readonly frozenBy: string;
  readonly frozenAt: Date;
}

const OF_CHART = `
  SELECT valid_from AS "validFrom", limits, reason, frozen_by AS "frozenBy", frozen_at AS "frozenAt"
  FROM frozen_limits WHERE chart_key = $1 ORDER BY valid_from`;

const FREEZE = `
  INSERT INTO frozen_limits (chart_key, valid_from, product_id, limits, reason, frozen_by, frozen_at)
  VALUES ($1, $2, $3, $4, $5, $6, now())
  ON CONFLICT (chart_key, valid_from) DO UPDATE SET limits = excluded.limits, reason = excluded.reason,
    frozen_by = excluded.frozen_by, frozen_at = excluded.frozen_at`;

@Injectable()
export class FrozenLimitsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In the order in which they came into force. */
  of(chartKey: string): Promise<FrozenLimits[]> {
    return this.uow.query<FrozenLimits>(OF_CHART, [chartKey]);
  }

  async freeze(chartKey: string, productId: string, frozen: Omit<FrozenLimits, 'frozenAt'>): Promise<void> {
    const { validFrom, limits, reason, frozenBy } = frozen;
    await this.uow.query(FREEZE, [chartKey, validFrom, productId, JSON.stringify(limits), reason, frozenBy]);
  }

  /** Lifts what was frozen from that moment on. False when nothing was. */
  async lift(chartKey: string, validFrom: Date): Promise<boolean> {
    const lifted = await this.uow.execute('DELETE FROM frozen_limits WHERE chart_key = $1 AND valid_from = $2', [
      chartKey,
      validFrom,
    ]);
    return lifted > 0;
  }
}
