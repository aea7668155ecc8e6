import { Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ActivatedRoute, Router } from '@angular/router';
import { Button, Toasts } from '@fabwright/ui';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { SessionStore } from '../../core/session/session.store.ts';
import { DoorFrame } from '../../shell/door-frame.ts';

export const PASSWORD_MIN_LENGTH = 12;

/** A new person follows a one-time link and chooses a password. The token is in the fragment: no server log holds it. */
@Component({
  selector: 'fw-accept-invite-page',
  imports: [Button, DoorFrame, FormsModule, TranslocoDirective],
  template: `
    <fw-door-frame *transloco="let t" [heading]="t('acceptInvite.title')">
      @if (token) {
        <form (ngSubmit)="submit()">
          <label class="fw-field">
            {{ t('acceptInvite.name') }}
            <input class="fw-input" name="name" autocomplete="name" required [(ngModel)]="name" />
          </label>
          <label class="fw-field">
            {{ t('acceptInvite.password') }}
            <input
              class="fw-input"
              name="password"
              type="password"
              autocomplete="new-password"
              required
              aria-describedby="password-hint"
              [(ngModel)]="password"
            />
            <span class="fw-field-hint" id="password-hint">{{
              t('acceptInvite.passwordHint', { length: minLength })
            }}</span>
          </label>
          @if (failed()) {
            <p class="say" role="alert">{{ t('acceptInvite.failed') }}</p>
          }
          <button fwButton variant="primary" type="submit" [disabled]="busy() || !complete()">
            {{ t('acceptInvite.submit') }}
          </button>
        </form>
      } @else {
        <p class="say">{{ t('acceptInvite.noToken') }}</p>
      }
    </fw-door-frame>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
    }
    .fw-input,
    .fw-button {
      min-height: 36px;
    }
    .say {
      padding: 8px 12px;
      border: 1px solid var(--border-strong);
      border-radius: var(--radius);
      background: var(--surface-sunken);
      color: var(--ink);
    }
  `,
})
export class AcceptInvitePage {
  private readonly store = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(TranslocoService);
  protected readonly minLength = PASSWORD_MIN_LENGTH;
  protected readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');
  protected readonly name = signal('');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly failed = signal(false);
  protected readonly complete = computed(
    () => this.name().trim() !== '' && this.password().length >= PASSWORD_MIN_LENGTH,
  );

  protected async submit(): Promise<void> {
    if (this.busy() || !this.complete() || !this.token) return;
    this.busy.set(true);
    const accepted = await this.store.acceptInvite(this.token, this.name().trim(), this.password());
    this.busy.set(false);
    this.failed.set(!accepted);
    if (!accepted) return;
    this.toasts.show(this.texts.translate('acceptInvite.done'));
    await this.router.navigateByUrl('/sign-in');
  }
}
