import { Component, computed, input, model } from '@angular/core';
import type { NoticesQuery } from '@fabwright/data-access';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import { roleKey } from '../../../core/session/role-key.ts';
import { ROLES } from '../people/person-words.ts';
import { ChoiceList, type Choice } from './choice-list.ts';
import { addressesOf, type RecipientsDraft } from './rule-draft.ts';

/** Who is called: roles, people, other addresses, machines. */
@Component({
  selector: 'fw-recipients-field',
  imports: [ChoiceList, FieldInput, FormField, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'settings.notices'">
      <fw-choice-list
        [label]="t('roles')"
        [choices]="roles()"
        [chosen]="lists().roles"
        (chosenChange)="set({ roles: $event })"
      />
      <fw-choice-list
        [label]="t('people')"
        [choices]="people()"
        [chosen]="lists().accountIds"
        (chosenChange)="set({ accountIds: $event })"
      />
      <fw-form-field [label]="t('addresses')" [hint]="t('addressesHint')" [issue]="issue()">
        <textarea fwFieldInput rows="2" [value]="addresses()" (change)="type($event)"></textarea>
      </fw-form-field>
      @if (targets().length > 0) {
        <fw-choice-list
          [label]="t('webhooks')"
          [choices]="targets()"
          [chosen]="lists().webhookIds"
          (chosenChange)="set({ webhookIds: $event })"
        />
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
  readonly data = input.required<NoticesQuery>();
  readonly lists = model.required<RecipientsDraft>();
  readonly issue = input<string | undefined>();

  private readonly say = injectSay('settings.notices');
  private readonly sayRole = injectSay('roles');
  protected readonly roles = computed<Choice[]>(() =>
    ROLES.map((role) => ({ value: role, label: this.sayRole(roleKey(role)) })),
  );
  protected readonly people = computed<Choice[]>(() =>
    this.data().noticeChoices.people.map(({ accountId, name, address }) => ({
      value: accountId,
      label: name,
      caption: address ?? this.say('noAddress'),
    })),
  );
  protected readonly targets = computed<Choice[]>(() =>
    this.data().webhookTargets.map(({ targetId, name, disabledAt }) => ({
      value: targetId,
      label: name,
      ...(disabledAt !== null && { caption: this.say('targetOff') }),
    })),
  );
  protected readonly addresses = computed(() => this.lists().addresses.join('\n'));

  protected set(change: Partial<Record<keyof RecipientsDraft, readonly string[]>>): void {
    this.lists.update((lists) => ({ ...lists, ...change }) as RecipientsDraft);
  }

  protected type(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.set({ addresses: addressesOf(event.target.value) });
  }
}
