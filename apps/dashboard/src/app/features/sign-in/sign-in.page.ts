import { Component, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { Button } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import type { SignInProblem } from '../../core/session/session.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { DoorFrame } from '../../shell/door-frame.ts';
import { localPath } from './local-path.ts';

@Component({
  selector: 'fw-sign-in-page',
  imports: [Button, DoorFrame, FormsModule, TranslocoDirective],
  template: `
    <fw-door-frame *transloco="let t" [heading]="t('signIn.title')">
      @if (reason() === 'expired') {
        <p class="say" role="status">{{ t('signIn.expired') }}</p>
      }
      <form (ngSubmit)="submit()">
        <label class="fw-field">
          {{ t('signIn.account') }}
          <input
            class="fw-input"
            name="account"
            autocomplete="username"
            required
            autocapitalize="none"
            spellcheck="false"
            [(ngModel)]="account"
          />
        </label>
        <label class="fw-field">
          {{ t('signIn.password') }}
          <input
            class="fw-input"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            [(ngModel)]="password"
          />
        </label>
        @if (problem(); as failed) {
          <p class="say" role="alert">{{ t('signIn.problem.' + failed.kind, { seconds: waitSeconds() }) }}</p>
        }
        <button fwButton variant="primary" type="submit" [disabled]="busy()">{{ t('signIn.submit') }}</button>
      </form>
      <p class="fw-caption">{{ t('signIn.help') }}</p>
    </fw-door-frame>
  `,
  styleUrl: '../../shell/door-form.css',
})
export class SignInPage {
  /** Where to go afterwards; bound from the address. */
  readonly returnTo = input<string>();
  readonly reason = input<string>();

  private readonly store = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly account = signal('');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal<SignInProblem | null>(null);

  protected waitSeconds(): number {
    const problem = this.problem();
    return problem?.kind === 'too-many' ? problem.retryAfterSeconds : 0;
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !this.account() || !this.password()) return;
    this.busy.set(true);
    this.problem.set(await this.store.signIn(this.account().trim(), this.password()));
    this.busy.set(false);
    if (!this.problem()) await this.router.navigateByUrl(localPath(this.returnTo()));
  }
}
