import type { NoticeRecipientsFragment, NoticeRuleFragment, NoticesQuery } from '@fabwright/data-access';
import type { Say } from '../../../core/i18n/inject-say.ts';
import type { ProductName } from '../form/product-scope-field.ts';
import { roleKey } from '../../../core/session/role-key.ts';
import { clockOf } from './rule-draft.ts';

/** A rule in a line, with the names that people know. */
export function ruleWords(say: Say, sayRole: Say, data: NoticesQuery | null, products: readonly ProductName[]) {
  const names = new Map([
    ...(data?.noticeChoices.people.map(({ accountId, name }) => [accountId, name] as const) ?? []),
    ...(data?.webhookTargets.map(({ targetId, name }) => [targetId, name] as const) ?? []),
    ...products.map(({ productId, name }) => [productId, name] as const),
  ]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const who = ({ roles, accountIds, addresses, webhookIds }: NoticeRecipientsFragment): string =>
    [...roles.map((role) => sayRole(roleKey(role))), ...[...accountIds, ...addresses, ...webhookIds].map(nameOf)].join(
      ', ',
    );
  return {
    when: ({ severities, kinds, areas, productIds }: NoticeRuleFragment): string => {
      const asked = [
        severities.map((one) => say(`severitiesNames.${one.toLowerCase()}`)),
        kinds.map((one) => say(`kindsNames.${one.toLowerCase()}`)),
        areas,
        productIds.map(nameOf),
      ].filter((list) => list.length > 0);
      return asked.length === 0 ? say('everything') : asked.map((list) => list.join(', ')).join(' · ');
    },
    shifts: ({ shifts }: NoticeRuleFragment): string =>
      shifts.length === 0
        ? say('always')
        : shifts.map(({ days, from, to }) => `${dayWords(days, say)} ${clockOf(from)}–${clockOf(to)}`).join('; '),
    who,
    escalation: ({ escalateMinutes, escalateTimes, escalateTo }: NoticeRuleFragment): string =>
      escalateMinutes === null
        ? say('never')
        : say('escalationText', { minutes: escalateMinutes, times: escalateTimes, who: who(escalateTo) }),
  };
}

function dayWords(days: readonly number[], say: Say): string {
  if (days.length === 7) return say('everyDay');
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => say(`daysNames.${day}`))
    .join(' ');
}
