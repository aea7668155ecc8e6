import type { NoticeRecipientsFragment, NoticeRuleFragment, NoticeRuleInput } from '@fabwright/data-access';

/** A shift as it is typed: `22:00` to `06:00` on the days on which it begins. */
export interface ShiftDraft {
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

export type RecipientsDraft = Omit<NoticeRecipientsFragment, '__typename'>;

/** A rule as the form holds it. */
export interface RuleDraft {
  readonly name: string;
  readonly enabled: boolean;
  readonly severities: readonly string[];
  readonly kinds: readonly string[];
  readonly areas: readonly string[];
  /** Null = all. */
  readonly products: readonly string[] | null;
  readonly shifts: readonly ShiftDraft[];
  readonly recipients: RecipientsDraft;
  readonly language: string;
  readonly escalates: boolean;
  readonly minutes: number;
  readonly times: number;
  readonly escalateTo: RecipientsDraft;
}

export const NOBODY: RecipientsDraft = { roles: [], accountIds: [], addresses: [], webhookIds: [] };
export const DAYS: readonly string[] = ['1', '2', '3', '4', '5', '6', '7'];
export const NIGHT: ShiftDraft = { days: DAYS, from: '22:00', to: '06:00' };

const NEW_RULE: RuleDraft = {
  name: '',
  enabled: true,
  severities: ['MAJOR', 'CRITICAL'],
  kinds: [],
  areas: [],
  products: null,
  shifts: [],
  recipients: { ...NOBODY, roles: ['YIELD_ENGINEER'] },
  language: 'en',
  escalates: false,
  minutes: 30,
  times: 2,
  escalateTo: NOBODY,
};

export function draftOf(rule: NoticeRuleFragment | null): RuleDraft {
  if (!rule) return NEW_RULE;
  const { name, enabled, severities, kinds, areas, productIds, shifts, language } = rule;
  return {
    name,
    enabled,
    severities,
    kinds,
    areas,
    products: productIds.length === 0 ? null : productIds,
    shifts: shifts.map(({ days, from, to }) => ({ days: days.map(String), from: clockOf(from), to: clockOf(to) })),
    recipients: listsOf(rule.recipients),
    language,
    escalates: rule.escalateMinutes !== null,
    minutes: rule.escalateMinutes ?? NEW_RULE.minutes,
    times: rule.escalateTimes,
    escalateTo: listsOf(rule.escalateTo),
  };
}

export function inputOf(draft: RuleDraft): NoticeRuleInput {
  const { name, enabled, severities, kinds, areas, products, shifts, language } = draft;
  const input = {
    name: name.trim(),
    enabled,
    severities,
    kinds,
    areas,
    productIds: products ?? [],
    shifts: shifts.map(({ days, from, to }) => ({ days: days.map(Number), from: minutesOf(from), to: minutesOf(to) })),
    recipients: draft.recipients,
    language,
    escalateMinutes: draft.escalates ? draft.minutes : null,
    escalateTimes: draft.times,
    escalateTo: draft.escalates ? draft.escalateTo : NOBODY,
  };
  // The form offers the schema's own names only; its lists are typed as text.
  return structuredClone(input) as unknown as NoticeRuleInput;
}

/** 1320 → `22:00`. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** `22:00` → 1320; −1 for what is no time, which the server refuses. */
export function minutesOf(clock: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)/.exec(clock);
  return match ? Number(match[1]) * 60 + Number(match[2]) : -1;
}

/** One address a line; blanks and commas separate too. */
export function addressesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；]+/).filter((part) => part !== ''))];
}

function listsOf({ roles, accountIds, addresses, webhookIds }: NoticeRecipientsFragment): RecipientsDraft {
  return { roles, accountIds, addresses, webhookIds };
}
