import { injectSay } from '../i18n/inject-say.ts';

/** An answer of the server that is none. */
export interface Refused {
  readonly __typename: string;
  readonly message: string;
  readonly issues?: readonly { readonly field: string; readonly code: string }[];
}

/** What the server refuses about a choice of wafers, as field and code; the dashboard says it in the person's language. */
const KNOWN = new Map([
  ['filter.to before-from', 'periodReversed'],
  ['filter.productId several', 'severalProducts'],
  ['measure.parameter several-units', 'severalUnits'],
  ['test several-units', 'severalUnits'],
  ['split.kind not-of-measure', 'notBySite'],
  ['filter.dies unread', 'diesUnread'],
  ['filter.dies too-many', 'diesTooMany'],
  ['filter.dies not-of-dies', 'notOfDies'],
  ['measure.kind not-of-dies', 'notOfDies'],
  ['split.kind not-of-dies', 'notOfDies'],
  ['split.stepId missing', 'stepMissing'],
]);

/** Why there is nothing to show, in a sentence. Call it in an injection context. */
export function injectRefusal(): (answer: Refused) => string {
  const say = injectSay('population');
  return ({ __typename, message, issues }) => {
    if (__typename === 'NotFound') return say('refused.nothingToSee');
    const [issue] = issues ?? [];
    const known = issue && KNOWN.get(`${issue.field} ${issue.code}`);
    return known ? say(`refused.${known}`) : message;
  };
}
