import { inject } from '@angular/core';
import { ExcludeWaferDocument, RestoreWaferDocument } from '@fabwright/data-access/documents/lot';
import { Ask, Toasts } from '@fabwright/ui';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SessionStore } from '../../core/session/session.store.ts';

export interface ExcludedWafer {
  readonly waferId: string;
  readonly exclusionId: string;
}

/**
 * Takes wafers out of every yield and chart, with a reason, and brings them back. Both ask first and answer whether
 * anything changed. Call it in an injection context.
 */
export function injectExclusions() {
  const apollo = inject(Apollo);
  const ask = inject(Ask);
  const toasts = inject(Toasts);
  const session = inject(SessionStore);
  const say = injectSay('lot.exclude');

  async function each(
    waferIds: readonly string[],
    send: (waferId: string) => Promise<string | null>,
  ): Promise<boolean> {
    let changed = 0;
    for (const waferId of waferIds) {
      const problem = await send(waferId).catch(() => say('unreachable'));
      if (problem === null) changed += 1;
      else toasts.show(`${waferId}: ${problem}`, 'problem');
    }
    return changed > 0;
  }

  return {
    allowed: () => session.may('wafers:exclude'),
    async exclude(lotId: string, waferIds: readonly string[]): Promise<boolean> {
      const reason = await ask.ask({
        heading: say('heading', { count: waferIds.length }),
        text: say('text'),
        action: say('action'),
        reasonLabel: say('reason'),
      });
      if (reason === null) return false;
      return each(waferIds, async (waferId) => {
        const variables = { lotId, waferId, reason };
        const { data } = await firstValueFrom(apollo.mutate({ mutation: ExcludeWaferDocument, variables }));
        return problemIn(data?.excludeWafer, say('unreachable'));
      });
    },
    async restore(lotId: string, { waferId, exclusionId }: ExcludedWafer): Promise<boolean> {
      const sure = await ask.ask({
        heading: say('back', { wafer: waferId }),
        text: say('backText'),
        action: say('backAction'),
      });
      if (sure === null) return false;
      return each([waferId], async () => {
        const variables = { lotId, waferId, exclusionId };
        const { data } = await firstValueFrom(apollo.mutate({ mutation: RestoreWaferDocument, variables }));
        return problemIn(data?.restoreWafer, say('unreachable'));
      });
    },
  };
}

/** The server's words when it refused, null when it did what was asked. */
function problemIn(result: { readonly __typename: string } | undefined, noAnswer: string): string | null {
  if (!result) return noAnswer;
  return 'message' in result && typeof result.message === 'string' ? result.message : null;
}
