import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import type { Session, SignInProblem } from './session.ts';

const DEFAULT_RETRY_SECONDS = 60;

/** The one place that knows who is signed in. The session itself lives in an HTTP-only cookie. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly apollo = inject(Apollo);
  /** undefined = not asked yet, null = nobody. */
  private readonly known = signal<Session | null | undefined>(undefined);

  readonly session = computed(() => this.known() ?? null);
  readonly signedIn = computed(() => this.session() !== null);

  may(permission: string): boolean {
    return this.session()?.permissions.includes(permission) ?? false;
  }

  /** Asks the server once; later calls answer from memory. */
  async ensureLoaded(): Promise<Session | null> {
    if (this.known() === undefined) this.known.set(await this.fetchSession());
    return this.session();
  }

  async signIn(account: string, password: string): Promise<SignInProblem | null> {
    try {
      await firstValueFrom(this.http.post('/auth/sign-in', { account, password }));
    } catch (failure) {
      return problemOf(failure);
    }
    this.known.set(await this.fetchSession());
    return this.signedIn() ? null : { kind: 'unreachable' };
  }

  /** Sets the password of an invited account and signs it in. False when the link is used up, expired or wrong. */
  async acceptInvite(token: string, name: string, password: string): Promise<boolean> {
    try {
      await firstValueFrom(this.http.post('/auth/accept-invite', { token, name, password }));
    } catch {
      return false;
    }
    this.known.set(await this.fetchSession());
    return this.signedIn();
  }

  async signOut(): Promise<void> {
    await firstValueFrom(this.http.post('/auth/sign-out', {})).catch(() => undefined);
    await this.forget();
    await this.router.navigateByUrl('/sign-in');
  }

  /** The server no longer knows the session: sign in again, then back to the same page. */
  expire(): void {
    if (!this.signedIn()) return;
    const returnTo = this.router.url;
    void this.forget().then(() => this.router.navigate(['/sign-in'], { queryParams: { returnTo, reason: 'expired' } }));
  }

  private async forget(): Promise<void> {
    this.known.set(null);
    await this.apollo.client.clearStore();
  }

  private async fetchSession(): Promise<Session | null> {
    try {
      return await firstValueFrom(this.http.get<Session>('/auth/session'));
    } catch {
      return null;
    }
  }
}

function problemOf(failure: unknown): SignInProblem {
  if (!(failure instanceof HttpErrorResponse)) return { kind: 'unreachable' };
  if (failure.status === 429) {
    const seconds = Number(failure.headers.get('retry-after'));
    return { kind: 'too-many', retryAfterSeconds: seconds > 0 ? seconds : DEFAULT_RETRY_SECONDS };
  }
  return { kind: failure.status === 401 || failure.status === 400 ? 'refused' : 'unreachable' };
}
