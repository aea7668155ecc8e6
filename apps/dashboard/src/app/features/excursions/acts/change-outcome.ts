import type { ExcursionChangeFragment } from '@fabwright/data-access';

export type ChangeResult = ExcursionChangeFragment;

export type ChangeOutcome =
  | { readonly kind: 'done' }
  /** Somebody else was faster: who, where the history tells. */
  | { readonly kind: 'outdated'; readonly by: string | null }
  | { readonly kind: 'refused'; readonly message: string };

/** What the server made of an act. The issues of an input are more telling than the message above them. */
export function changeOutcome(result: ChangeResult): ChangeOutcome {
  switch (result.__typename) {
    case 'ExcursionChanged':
      return { kind: 'done' };
    case 'ExcursionOutdated': {
      const last = result.excursion.entries.at(-1);
      return { kind: 'outdated', by: last && !last.byDetectors ? last.actorName : null };
    }
    case 'InvalidInput':
      return { kind: 'refused', message: result.issues[0]?.message ?? result.message };
    default:
      return { kind: 'refused', message: result.message };
  }
}
