import { Dialog } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/portal';
import { inject, Injectable } from '@angular/core';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import type { ExcursionAct } from '@fabwright/data-access';
import { Ask, Toasts } from '@fabwright/ui';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { changeOutcome, type ChangeResult } from './change-outcome.ts';

/** Asks what an act takes, sends it, and says what became of it. */
@Injectable({ providedIn: 'root' })
export class ActSender {
  private readonly apollo = inject(Apollo);
  private readonly ask = inject(Ask);
  private readonly dialog = inject(Dialog);
  private readonly toasts = inject(Toasts);
  readonly say = injectSay('excursions.act');

  /** What the dialog was closed with; null when the person thought better of it. */
  async open<Result>(component: ComponentType<unknown>, data: unknown): Promise<Result | null> {
    const shown = this.dialog.open<Result>(component, { data, backdropClass: 'fw-backdrop' });
    return (await firstValueFrom(shown.closed)) ?? null;
  }

  /** Words that an act can't do without. */
  words(act: ExcursionAct, text: string, label: 'reason' | 'note'): Promise<string | null> {
    const [heading, reasonLabel] = [this.say(act), this.say(label)];
    return this.ask.ask({ heading, text, action: heading, reasonLabel });
  }

  /** Whether the page has to be read again: it happened, or somebody else was faster. */
  async send<Data, Variables extends OperationVariables>(
    act: ExcursionAct,
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    result: (data: Data) => ChangeResult,
  ): Promise<boolean> {
    try {
      const { data } = await firstValueFrom(this.apollo.mutate<Data, Variables>({ mutation, variables }));
      if (data) return this.tell(act, result(data));
    } catch {
      // said below: nothing is known to have happened
    }
    this.toasts.show(this.say('unreachable'), 'problem');
    return false;
  }

  private tell(act: ExcursionAct, result: ChangeResult): boolean {
    const outcome = changeOutcome(result);
    if (outcome.kind === 'done') {
      this.toasts.show(this.say('done', { act: this.say(act) }));
      return true;
    }
    if (outcome.kind === 'refused') {
      this.toasts.show(outcome.message, 'problem');
      return false;
    }
    this.toasts.show(outcome.by ? this.say('outdated', { who: outcome.by }) : this.say('outdatedNobody'), 'problem');
    return true;
  }
}
