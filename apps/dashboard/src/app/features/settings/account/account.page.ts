import { Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { queryResource } from '@fabwright/data-access';
import { ChangeOwnPasswordDocument, SignOutEverywhereDocument } from '@fabwright/data-access/documents/account';
import { ProductNamesDocument } from '@fabwright/data-access/documents/products';
import { Ask, Button, Icon, Panel, Toasts } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { SessionStore } from '../../../core/session/session.store.ts';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem } from '../form/outcome.ts';
import { ContactPanel } from './contact.panel.ts';
import { PreferencesPanel } from './preferences.panel.ts';
import { injectScopeText } from '../form/scope-text.ts';

/** As the server asks for: fewer are refused there too. */
const PASSWORD_MIN_LENGTH = 10;

/** What everybody may settle about their own account. */
@Component({
  selector: 'fw-account-page',
  imports: [
    Button,
    ContactPanel,
    FieldInput,
    FormField,
    FormsModule,
    Icon,
    Panel,
    PreferencesPanel,
    TranslocoDirective,
  ],
  templateUrl: './account.page.html',
  styleUrl: '../form/form.css',
})
export class AccountPage {
  private readonly apollo = inject(Apollo);
  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly store = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.account');
  private readonly names = queryResource(ProductNamesDocument, () => (this.store.may('data:read') ? {} : undefined));
  private readonly scopeText = injectScopeText(() => (this.names.hasValue() ? this.names.value().products : []));

  protected readonly minLength = PASSWORD_MIN_LENGTH;
  protected readonly session = this.store.session;
  protected readonly scope = computed(() => this.scopeText(this.session()?.productScope ?? null));
  protected readonly current = signal('');
  protected readonly next = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);
  protected readonly complete = computed(() => this.current() !== '' && [...this.next()].length >= PASSWORD_MIN_LENGTH);

  protected async changePassword(): Promise<void> {
    if (this.busy() || !this.complete()) return;
    this.busy.set(true);
    const outcome = await this.changes.send(
      ChangeOwnPasswordDocument,
      { current: this.current(), next: this.next() },
      (data) => data.changeOwnPassword,
      ['current', 'next'],
    );
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    this.current.set('');
    this.next.set('');
    this.toasts.show(this.say('passwordChanged'));
  }

  protected async signOutEverywhere(): Promise<void> {
    const sure = await this.ask.ask({
      heading: this.say('everywhereHeading'),
      text: this.say('everywhereText'),
      action: this.say('everywhere'),
    });
    if (sure === null) return;
    this.busy.set(true);
    try {
      await firstValueFrom(this.apollo.mutate({ mutation: SignOutEverywhereDocument }));
    } catch {
      this.toasts.show(this.say('everywhereFailed'), 'problem');
      return;
    } finally {
      this.busy.set(false);
    }
    await this.store.signOut();
  }
}
