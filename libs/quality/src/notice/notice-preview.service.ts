import { Injectable } from '@nestjs/common';
import type { FabCalendar } from '@fabwright/facts';
import { FabConfig, UnitOfWork, type Actor } from '@fabwright/platform';
import { excursionColumns } from '../excursion/excursion-columns.ts';
import type { ExcursionRecord } from '../excursion/excursion.ts';
import type { Excursion } from '../excursion/excursion.types.ts';
import { ExcursionViews } from '../excursion/excursion-views.ts';
import { calendarOf } from '../yield/fab-calendar.ts';
import { mismatchesOf, type Mismatch, type NoticeRule } from './notice-rule.ts';
import { NoticeRules, type NoticeRuleDraft } from './notice-rule.service.ts';
import { RecipientsService, type Recipient } from './recipients.service.ts';

const NEWEST = 10;

/** What a rule would have done for one excursion. */
export interface NoticeTrial {
  readonly excursion: Excursion;
  /** Why nobody would have been called; empty = `called` would have been. */
  readonly mismatches: readonly Mismatch[];
  readonly called: readonly Recipient[];
  /** How often it would have escalated before somebody acknowledged, or until now. */
  readonly escalations: number;
}

type Rule = Omit<NoticeRule, 'ruleId' | 'version'>;

/** Tries a rule on the excursions that are stored, without calling anybody. */
@Injectable()
export class NoticePreview {
  readonly #calendar: FabCalendar;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: NoticeRules,
    private readonly recipients: RecipientsService,
    private readonly views: ExcursionViews,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  /** The last ten that the actor may see, newest first, as they are now. Throws INVALID_INPUT. */
  async try(draft: NoticeRuleDraft, actor: Actor, now = new Date()): Promise<NoticeTrial[]> {
    const rule = await this.rules.checked(draft, actor);
    const records = await this.uow.query<ExcursionRecord>(
      `SELECT ${excursionColumns('e')} FROM excursion e WHERE $1::text[] IS NULL OR e.product_id = ANY($1)
       ORDER BY e.recorded_at DESC, e.excursion_id DESC LIMIT $2`,
      [actor.productScope, NEWEST],
    );
    const views = await this.views.views(records);
    const directory = await this.recipients.directory();
    return records.flatMap((record, place) => {
      const excursion = views[place];
      if (!excursion) return [];
      const mismatches = mismatchesOf(rule, record, record.recordedAt, this.#calendar);
      const called =
        mismatches.length > 0
          ? []
          : this.recipients.resolve(rule.recipients, rule.language, record.productId, directory);
      const escalations = mismatches.length > 0 ? 0 : escalationsOf(rule, record, now);
      return [{ excursion, mismatches, called, escalations }];
    });
  }
}

function escalationsOf({ escalateMinutes, escalateTimes }: Rule, record: ExcursionRecord, now: Date): number {
  if (escalateMinutes === null) return 0;
  const end = record.acknowledgedAt ?? record.settledAt ?? now;
  const waited = Math.max(0, end.getTime() - record.recordedAt.getTime());
  return Math.min(escalateTimes, Math.floor(waited / (escalateMinutes * 60_000)));
}
