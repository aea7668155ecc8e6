import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { queryResource } from '@fabwright/data-access';
import { MyContactDocument, SetOwnContactDocument } from '@fabwright/data-access/documents/account';
import { Button, Panel, Toasts, type PanelState } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../../core/failure/failed-state.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem } from '../form/outcome.ts';

/** Where one's own mails go, and in which language. */
@Component({
  selector: 'fw-contact-panel',
  imports: [Button, FieldInput, FormField, FormsModule, Panel, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <fw-panel [heading]="t('settings.notices.contactHeading')" [state]="state()" (retry)="query.reload()">
        <form (ngSubmit)="save()">
          <fw-form-field
            [label]="t('settings.notices.email')"
            [hint]="t('settings.notices.emailHint')"
            [issue]="problem()?.issues?.['email']"
          >
            <input fwFieldInput name="email" type="email" autocomplete="email" [(ngModel)]="email" />
          </fw-form-field>
          <fw-form-field [label]="t('settings.notices.ownLanguage')">
            <select fwFieldInput name="language" [(ngModel)]="language">
              <option value="">{{ t('settings.notices.ruleLanguage') }}</option>
              <option value="en">English</option>
              <option value="zh-CN" lang="zh-CN">简体中文</option>
            </select>
          </fw-form-field>
          @if (problem()?.message; as message) {
            <p class="fw-problem" role="alert">{{ message }}</p>
          }
          <div class="ways">
            <button fwButton variant="primary" type="submit" [disabled]="busy()">{{ t('settings.save') }}</button>
          </div>
        </form>
      </fw-panel>
    </ng-container>
  `,
  styleUrl: '../form/form.css',
})
export class ContactPanel {
  private readonly changes = inject(Changes);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.notices');
  protected readonly query = queryResource(MyContactDocument, () => ({}));
  private readonly contact = computed(() => (this.query.hasValue() ? this.query.value().myContact : null));
  protected readonly email = linkedSignal(() => this.contact()?.email ?? '');
  protected readonly language = linkedSignal(() => this.contact()?.language ?? '');
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('contactFailed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const variables = { email: this.email().trim(), language: this.language() || null };
    const outcome = await this.changes.send(SetOwnContactDocument, variables, (data) => data.setOwnContact, ['email']);
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    this.toasts.show(this.say('contactSaved'));
    this.query.reload();
  }
}
