import { inject } from '@angular/core';
import type {
  ContainmentInput,
  ExcursionAct,
  ExcursionActionInput,
  ExcursionPageFragment,
} from '@fabwright/data-access';
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
} from '@fabwright/data-access/documents/acts';
import { ActSender } from './act-sender.ts';
import type { Cause } from './cause.ts';

/** Asks what it takes and sends it; answers whether the page has to be read again. */
type Act = (excursion: ExcursionPageFragment, sender: ActSender) => Promise<boolean>;

/** Whatever changes state goes with the version that was seen. */
const ACTS: Readonly<Partial<Record<ExcursionAct, Act>>> = {
  ACKNOWLEDGED: ({ excursionId }, sender) =>
    sender.send('ACKNOWLEDGED', AcknowledgeExcursionDocument, { excursionId }, (data) => data.acknowledgeExcursion),
  ASSIGNED: async (excursion, sender) => {
    const { AssignDialog } = await import('./assign-dialog.ts');
    const ownerId = await sender.open<string>(AssignDialog, excursion);
    if (ownerId === null) return false;
    const variables = { ...seen(excursion), ownerId };
    return sender.send('ASSIGNED', AssignExcursionDocument, variables, (data) => data.assignExcursion);
  },
  CONTAINED: async (excursion, sender) => {
    const { ContainDialog } = await import('./contain-dialog.ts');
    const containment = await sender.open<ContainmentInput>(ContainDialog, excursion);
    if (!containment) return false;
    const variables = { ...seen(excursion), containment };
    return sender.send('CONTAINED', ContainExcursionDocument, variables, (data) => data.containExcursion);
  },
  CAUSE_FOUND: async (excursion, sender) => {
    const { CauseDialog } = await import('./cause-dialog.ts');
    const found = await sender.open<Cause>(CauseDialog, excursion);
    if (!found) return false;
    const variables = { ...seen(excursion), ...found };
    return sender.send('CAUSE_FOUND', SetExcursionCauseDocument, variables, (data) => data.setExcursionCause);
  },
  CLOSED: async (excursion, sender) => {
    const reason = await sender.words('CLOSED', sender.say('closeText'), 'reason');
    if (reason === null) return false;
    const variables = { ...seen(excursion), reason };
    return sender.send('CLOSED', CloseExcursionDocument, variables, (data) => data.closeExcursion);
  },
  DISMISSED: async (excursion, sender) => {
    const reason = await sender.words('DISMISSED', sender.say('dismissText'), 'reason');
    if (reason === null) return false;
    const variables = { ...seen(excursion), reason };
    return sender.send('DISMISSED', DismissExcursionDocument, variables, (data) => data.dismissExcursion);
  },
  REOPENED: async (excursion, sender) => {
    const reason = await sender.words('REOPENED', sender.say('reopenText'), 'reason');
    if (reason === null) return false;
    const variables = { ...seen(excursion), reason };
    return sender.send('REOPENED', ReopenExcursionDocument, variables, (data) => data.reopenExcursion);
  },
  COMMENTED: async ({ excursionId }, sender) => {
    const text = await sender.words('COMMENTED', sender.say('commentText'), 'note');
    if (text === null) return false;
    return sender.send('COMMENTED', CommentExcursionDocument, { excursionId, text }, (data) => data.commentExcursion);
  },
  ACTION_ADDED: async (excursion, sender) => {
    const { ActionDialog } = await import('./action-dialog.ts');
    const action = await sender.open<ExcursionActionInput>(ActionDialog, excursion);
    if (!action) return false;
    const variables = { excursionId: excursion.excursionId, action };
    return sender.send('ACTION_ADDED', AddExcursionActionDocument, variables, (data) => data.addExcursionAction);
  },
};

function seen({ excursionId, version }: ExcursionPageFragment) {
  return { excursionId, version };
}

/** What people do to an excursion. Call it in an injection context. */
export function injectActs() {
  const sender = inject(ActSender);
  return {
    /** Whether the page has to be read again. */
    run: (act: ExcursionAct, excursion: ExcursionPageFragment): Promise<boolean> =>
      ACTS[act]?.(excursion, sender) ?? Promise.resolve(false),
    async complete(
      { excursionId }: ExcursionPageFragment,
      { actionId, what }: { readonly actionId: string; readonly what: string },
    ): Promise<boolean> {
      const comment = await sender.words('ACTION_DONE', `${what} ${sender.say('doneText')}`, 'note');
      if (comment === null) return false;
      const variables = { excursionId, actionId, comment };
      return sender.send(
        'ACTION_DONE',
        CompleteExcursionActionDocument,
        variables,
        (data) => data.completeExcursionAction,
      );
    },
  };
}
