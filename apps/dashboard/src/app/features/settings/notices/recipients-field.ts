import { Component, computed, input, model } from '@angular/core';
import type { NoticeRecipientsFragment } from '@fabwright/data-access';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import { roleKey } from '../../../core/session/role-key.ts';
import { ROLES } from '../people/person-words.ts';
import { ChoiceList, type Choice } from './choice-list.ts';
import { addressesOf } from './rule-draft.ts';

export type RecipientLists = Pick<NoticeRecipientsFragment, 'roles' | 'accountIds' | 'addresses' | 'webhookIds'>;

/** Who can be named; without an address, messages do not reach a person by mail. */
export interface NamedPeople {
  readonly people: readonly { readonly accountId: string; readonly name: string; readonly address?: string | null }[];
  readonly targets: readonly {
    readonly targetId: string;
    readonly name: string;
    readonly disabledAt?: string | null;
  }[];
}

/** Who gets a message: roles, people, other addresses, machines. */
@Component({
  selector: 'fw-recipients-field',
  imports: [ChoiceList, FieldInput, FormField, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'settings.notices'">
      @if (forOthers()) {
        <fw-choice-list
          [label]="t('roles')"
          [choices]="roles()"
          [chosen]="lists().roles"
          (chosenChange)="set({ roles: $event })"
        />
      }
      <fw-choice-list
        [label]="t('people')"
        [choices]="people()"
        [chosen]="lists().accountIds"
        (chosenChange)="set({ accountIds: $event })"
      />
      @if (forOthers()) {
        <fw-form-field [label]="t('addresses')" [hint]="addressesHint() ?? t('addressesHint')">
          <textarea fwFieldInput rows="2" spellcheck="false" [value]="addresses()" (change)="type($event)"></textarea>
        </fw-form-field>
        @if (targets().length > 0) {
          <fw-choice-list
            [label]="t('webhooks')"
            [choices]="targets()"
            [chosen]="lists().webhookIds"
            (chosenChange)="set({ webhookIds: $event })"
          />
        }
        <ng-content />
      }
      @if (issue(); as problem) {
        <p class="fw-problem" role="alert">{{ problem }}</p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
  `,
})
export class RecipientsField {
  readonly named = input.required<NamedPeople>();
  readonly lists = model.required<RecipientLists>();
  /** False: the person may name nobody but people that are offered. */
  readonly forOthers = input(true);
  readonly addressesHint = input<string>();
  readonly issue = input<string | undefined>();

  private readonly say = injectSay('settings.notices');
  private readonly sayRole = injectSay('roles');
  protected readonly roles = computed<Choice[]>(() =>
    ROLES.map((role) => ({ value: role, label: this.sayRole(roleKey(role)) })),
  );
  protected readonly people = computed<Choice[]>(() =>
    this.named().people.map(({ accountId, name, address }) => ({
      value: accountId,
      label: name,
      caption: address ?? this.say('noAddress'),
    })),
  );
  protected readonly targets = computed<Choice[]>(() =>
    this.named().targets.map(({ targetId, name, disabledAt }) => ({
      value: targetId,
      label: name,
      ...(disabledAt && { caption: this.say('targetOff') }),
    })),
  );
  protected readonly addresses = computed(() => this.lists().addresses.join('\n'));

  protected set(change: Partial<Record<keyof RecipientLists, readonly string[]>>): void {
    this.lists.update((lists) => ({ ...lists, ...change }) as RecipientLists);
  }

  protected type(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.set({ addresses: addressesOf(event.target.value) });
  }
}
