import { Dialog } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/portal';
import { inject } from '@angular/core';
import {
  AcknowledgeExcursionDocument,
  AddExcursionActionDocument,
  AssignExcursionDocument,
  CloseExcursionDocument,
  CommentExcursionDocument,
  CompleteExcursionActionDocument,
  ContainExcursionDocument,
  DismissExcursionDocument,
  ReopenExcursionDocument,
  SetExcursionCauseDocument,
  type ContainmentInput,
  type ExcursionAct,
  type ExcursionActionInput,
  type ExcursionPageFragment,
  type FactorInput,
} from '@fabwright/data-access';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { Ask, Toasts } from '@fabwright/ui';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import type { Cause } from './cause.ts';
import { changeOutcome, type ChangeResult } from './change-outcome.ts';

type Act = (excursion: ExcursionPageFragment) => Promise<boolean>;

/**
 * What people do to an excursion: asks what it takes, sends it with the version that was seen, and says what became of
 * it. Answers whether the page has to be read again. Call it in an injection context.
 */
export function injectActs() {
  const apollo = inject(Apollo);
  const ask = inject(Ask);
  const dialog = inject(Dialog);
  const toasts = inject(Toasts);
  const say = injectSay('excursions.act');

  async function send<Data, Variables extends OperationVariables>(
    act: ExcursionAct,
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    result: (data: Data) => ChangeResult,
  ): Promise<boolean> {
    try {
      const { data } = await firstValueFrom(apollo.mutate<Data, Variables>({ mutation, variables }));
      const outcome = data
        ? changeOutcome(result(data as Data))
        : { kind: 'refused' as const, message: say('unreachable') };
      if (outcome.kind === 'done') toasts.show(say('done', { act: say(act) }));
      else if (outcome.kind === 'refused') toasts.show(outcome.message, 'problem');
      else toasts.show(outcome.by ? say('outdated', { who: outcome.by }) : say('outdatedNobody'), 'problem');
      return outcome.kind !== 'refused';
    } catch {
      toasts.show(say('unreachable'), 'problem');
      return false;
    }
  }

  async function open<Result>(component: ComponentType<unknown>, data: unknown): Promise<Result | null> {
    const shown = dialog.open<Result>(component, { data, backdropClass: 'fw-backdrop' });
    return (await firstValueFrom(shown.closed)) ?? null;
  }

  const words = (act: ExcursionAct, text: string, reasonLabel: string): Promise<string | null> =>
    ask.ask({ heading: say(act), text: say(text), action: say(act), reasonLabel: say(reasonLabel) });

  const acts: Partial<Record<ExcursionAct, Act>> = {
    ACKNOWLEDGED: ({ excursionId }) =>
      send('ACKNOWLEDGED', AcknowledgeExcursionDocument, { excursionId }, (data) => data.acknowledgeExcursion),
    ASSIGNED: async (excursion) => {
      const { AssignDialog } = await import('./assign-dialog.ts');
      const ownerId = await open<string>(AssignDialog, excursion);
      const { excursionId, version } = excursion;
      if (ownerId === null) return false;
      return send(
        'ASSIGNED',
        AssignExcursionDocument,
        { excursionId, version, ownerId },
        (data) => data.assignExcursion,
      );
    },
    CONTAINED: async (excursion) => {
      const { ContainDialog } = await import('./contain-dialog.ts');
      const containment = await open<ContainmentInput>(ContainDialog, excursion);
      const { excursionId, version } = excursion;
      if (!containment) return false;
      const variables = { excursionId, version, containment };
      return send('CONTAINED', ContainExcursionDocument, variables, (data) => data.containExcursion);
    },
    CAUSE_FOUND: async (excursion) => {
      const { CauseDialog } = await import('./cause-dialog.ts');
      const found = await open<Cause>(CauseDialog, excursion);
      const { excursionId, version } = excursion;
      if (!found) return false;
      const variables = { excursionId, version, ...found };
      return send('CAUSE_FOUND', SetExcursionCauseDocument, variables, (data) => data.setExcursionCause);
    },
    CLOSED: async ({ excursionId, version }) => {
      const reason = await words('CLOSED', 'closeText', 'reason');
      if (reason === null) return false;
      return send('CLOSED', CloseExcursionDocument, { excursionId, version, reason }, (data) => data.closeExcursion);
    },
    DISMISSED: async ({ excursionId, version }) => {
      const reason = await words('DISMISSED', 'dismissText', 'reason');
      if (reason === null) return false;
      const variables = { excursionId, version, reason };
      return send('DISMISSED', DismissExcursionDocument, variables, (data) => data.dismissExcursion);
    },
    REOPENED: async ({ excursionId, version }) => {
      const reason = await words('REOPENED', 'reopenText', 'reason');
      if (reason === null) return false;
      return send(
        'REOPENED',
        ReopenExcursionDocument,
        { excursionId, version, reason },
        (data) => data.reopenExcursion,
      );
    },
    COMMENTED: async ({ excursionId }) => {
      const text = await words('COMMENTED', 'commentText', 'note');
      if (text === null) return false;
      return send('COMMENTED', CommentExcursionDocument, { excursionId, text }, (data) => data.commentExcursion);
    },
    ACTION_ADDED: async (excursion) => {
      const { ActionDialog } = await import('./action-dialog.ts');
      const action = await open<ExcursionActionInput>(ActionDialog, excursion);
      if (!action) return false;
      const variables = { excursionId: excursion.excursionId, action };
      return send('ACTION_ADDED', AddExcursionActionDocument, variables, (data) => data.addExcursionAction);
    },
  };

  return {
    /** Null where there is no way for people to do it from here. */
    of: (act: ExcursionAct): Act | null => acts[act] ?? null,
    async complete({ excursionId }: ExcursionPageFragment, { actionId, what }: { actionId: string; what: string }) {
      const comment = await ask.ask({
        heading: say('ACTION_DONE'),
        text: `${what} ${say('doneText')}`,
        action: say('ACTION_DONE'),
        reasonLabel: say('note'),
      });
      if (comment === null) return false;
      const variables = { excursionId, actionId, comment };
      return send('ACTION_DONE', CompleteExcursionActionDocument, variables, (data) => data.completeExcursionAction);
    },
  };
}
