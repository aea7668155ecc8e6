import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { PersonFragment } from '@fabwright/data-access';
import {
  ChangePersonRoleDocument,
  CreatePasswordLinkDocument,
  SetPersonContactDocument,
  SetPersonDisabledDocument,
  SetPersonProductScopeDocument,
} from '@fabwright/data-access/documents/people';
import { Ask, Button, Icon, Panel, Toasts } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem, Outcome } from '../form/outcome.ts';
import { ProductScopeField, type ProductName } from '../form/product-scope-field.ts';
import { LinkOffer } from './link-offer.ts';
import { roleKey } from '../../../core/session/role-key.ts';
import { ROLES, sameScope } from './person-words.ts';

/** One person: role and products with an explicit Save, a new password link, and whether they may sign in. */
@Component({
  selector: 'fw-person-panel',
  imports: [Button, FieldInput, FormField, FormsModule, Icon, Panel, ProductScopeField, TranslocoDirective],
  templateUrl: './person.panel.html',
  styleUrl: '../form/form.css',
})
export class PersonPanel {
  readonly person = input.required<PersonFragment>();
  /** One's own account: role and access are another administrator's to change. */
  readonly own = input(false);
  readonly products = input.required<readonly ProductName[]>();
  readonly changed = output<void>();
  readonly closed = output<void>();

  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly links = inject(LinkOffer);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.people');
  protected readonly roles = ROLES;
  protected readonly keyOf = roleKey;
  protected readonly role = linkedSignal(() => this.person().role);
  protected readonly email = linkedSignal(() => this.person().email ?? '');
  protected readonly scope = linkedSignal<readonly string[] | null>(() => this.person().productScope);
  protected readonly busy = signal(false);
  protected readonly problem = linkedSignal<string, ChangeProblem | null>({
    source: () => this.person().accountId,
    computation: () => null,
  });
  protected readonly dirty = computed(() => this.roleChanged() || this.scopeChanged() || this.emailChanged());
  private readonly emailChanged = computed(() => this.email().trim() !== (this.person().email ?? ''));
  private readonly roleChanged = computed(() => this.role() !== this.person().role);
  private readonly scopeChanged = computed(() => !sameScope(this.scope(), this.person().productScope));

  protected revert(): void {
    this.role.set(this.person().role);
    this.scope.set(this.person().productScope);
    this.email.set(this.person().email ?? '');
    this.problem.set(null);
  }

  protected async save(): Promise<void> {
    const { name } = this.person();
    const steps = this.steps();
    await this.settle(
      async () => {
        // one after the other: what is refused leaves the rest as it was
        for (const step of steps) {
          const outcome = await step();
          if (!outcome.ok) return outcome;
        }
        return { ok: true, value: null };
      },
      this.say('saved', { name }),
    );
  }

  private steps(): (() => Promise<Outcome<unknown>>)[] {
    const { accountId, language } = this.person();
    const [role, scope, email] = [this.role(), this.scope(), this.email().trim()];
    const productScope = scope && [...scope];
    const { changes } = this;
    return [
      ...(this.emailChanged()
        ? [
            () =>
              changes.send(SetPersonContactDocument, { accountId, email, language }, (data) => data.setPersonContact, [
                'email',
              ]),
          ]
        : []),
      ...(this.roleChanged()
        ? [() => changes.send(ChangePersonRoleDocument, { accountId, role }, (data) => data.changePersonRole)]
        : []),
      ...(this.scopeChanged()
        ? [
            () =>
              changes.send(
                SetPersonProductScopeDocument,
                { accountId, productScope },
                (data) => data.setPersonProductScope,
              ),
          ]
        : []),
    ];
  }

  protected async disable(): Promise<void> {
    const { accountId, name } = this.person();
    const sure = await this.ask.ask({
      heading: this.say('disableHeading', { name }),
      text: this.say('disableText'),
      action: this.say('disable'),
    });
    if (sure !== null) await this.setDisabled(accountId, true, this.say('disabledToast', { name }));
  }

  protected async enable(): Promise<void> {
    const { accountId, name } = this.person();
    await this.setDisabled(accountId, false, this.say('enabledToast', { name }));
  }

  protected async newLink(): Promise<void> {
    const { accountId, name, invited } = this.person();
    this.busy.set(true);
    const outcome = await this.changes.send(
      CreatePasswordLinkDocument,
      { accountId },
      (data) => data.createPasswordLink,
    );
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (outcome.ok) await this.links.show({ kind: invited ? 'invite' : 'password', name, link: outcome.value });
  }

  private setDisabled(accountId: string, disabled: boolean, done: string): Promise<void> {
    return this.settle(
      () => this.changes.send(SetPersonDisabledDocument, { accountId, disabled }, (data) => data.setPersonDisabled),
      done,
    );
  }

  private async settle(act: () => Promise<Outcome<unknown>>, done: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const outcome = await act();
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (outcome.ok) {
      this.toasts.show(done);
      this.changed.emit();
    }
  }
}
