import { Component, computed, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { Button } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionStore } from '../../core/session/session.store.ts';
import { DoorFrame } from '../../shell/door-frame.ts';

export const PASSWORD_MIN_LENGTH = 10;

/** A new person follows a one-time link, chooses a password and is signed in. */
@Component({
  selector: 'fw-accept-invite-page',
  imports: [Button, DoorFrame, FormsModule, TranslocoDirective],
  template: `
    <fw-door-frame *transloco="let t" [heading]="t('acceptInvite.title')">
      @if (token()) {
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
  styleUrl: '../../shell/door-form.css',
})
export class AcceptInvitePage {
  /** The one-time secret; bound from the address. */
  readonly token = input<string>();

  private readonly store = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly minLength = PASSWORD_MIN_LENGTH;
  protected readonly name = signal('');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly failed = signal(false);
  protected readonly complete = computed(
    () => this.name().trim() !== '' && this.password().length >= PASSWORD_MIN_LENGTH,
  );

  protected async submit(): Promise<void> {
    const token = this.token();
    if (this.busy() || !this.complete() || !token) return;
    this.busy.set(true);
    const accepted = await this.store.acceptInvite(token, this.name().trim(), this.password());
    this.busy.set(false);
    this.failed.set(!accepted);
    // replaces the address: a used secret has no place in the history
    if (accepted) await this.router.navigateByUrl('/overview', { replaceUrl: true });
  }
}
