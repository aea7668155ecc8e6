import type { FabCalendar } from '@fabwright/facts';
import { inScope, type MailLanguage, type ProductScope, type Role } from '@fabwright/platform';
import { ExcursionSeverity, type ExcursionKind, type ExcursionRecord } from '../excursion/excursion.ts';
import { inShift, type ShiftWindow } from './shift-window.ts';

/** Who is called. Roles are those of people who may see the product. */
export interface NoticeRecipients {
  readonly roles: readonly Role[];
  readonly accountIds: readonly string[];
  readonly addresses: readonly string[];
  readonly webhookIds: readonly string[];
}

/** Whom an excursion calls. An empty list asks for nothing: any area, any severity … */
export interface NoticeRule {
  readonly ruleId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly areas: readonly string[];
  readonly severities: readonly ExcursionSeverity[];
  readonly kinds: readonly ExcursionKind[];
  readonly productIds: readonly string[];
  readonly shifts: readonly ShiftWindow[];
  readonly recipients: NoticeRecipients;
  /** Of mails to those whose own language is not known. */
  readonly language: MailLanguage;
  /** Null: it does not escalate. */
  readonly escalateMinutes: number | null;
  readonly escalateTimes: number;
  readonly escalateTo: NoticeRecipients;
  /** Products of who wrote it: it tells nobody more than that person may see. */
  readonly productScope: ProductScope;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** Why a rule does not call anybody for an excursion. */
export type Mismatch = 'history' | 'severity' | 'kind' | 'area' | 'product' | 'shift';

type Asked = Pick<NoticeRule, 'severities' | 'kinds' | 'areas' | 'productIds' | 'shifts' | 'productScope'>;

const RANKS: Readonly<Record<ExcursionSeverity, number>> = {
  [ExcursionSeverity.MINOR]: 1,
  [ExcursionSeverity.MAJOR]: 2,
  [ExcursionSeverity.CRITICAL]: 3,
};

/** 1 minor, 2 major, 3 critical. */
export function severityRank(severity: ExcursionSeverity): number {
  return RANKS[severity];
}

/** Everything that speaks against calling somebody at that time (wall clock); empty = the rule applies. */
export function mismatchesOf(rule: Asked, record: ExcursionRecord, at: Date, calendar: FabCalendar): Mismatch[] {
  const asks = <T>(list: readonly T[], value: T | null): boolean =>
    list.length === 0 || (value !== null && list.includes(value));
  const checks: readonly (readonly [Mismatch, boolean])[] = [
    ['history', !record.fromHistory],
    ['severity', asks(rule.severities, record.severity)],
    ['kind', asks(rule.kinds, record.kind)],
    ['area', asks(rule.areas, record.area)],
    ['product', asks(rule.productIds, record.productId) && inScope(rule.productScope, record.productId)],
    ['shift', inShift(rule.shifts, at, calendar)],
  ];
  return checks.filter(([, fits]) => !fits).map(([mismatch]) => mismatch);
}
