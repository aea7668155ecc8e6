import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { Apollo } from 'apollo-angular';
import { beforeEach, describe, expect, it } from 'vitest';
import { csrfInterceptor } from './csrf.interceptor.ts';
import { sessionExpiryInterceptor } from './session-expiry.interceptor.ts';
import { signedInGuard } from './session.guard.ts';
import { SessionStore } from './session.store.ts';

@Component({ selector: 'fw-blank', template: '' })
class Blank {}

const session = { account: 'ada', name: 'Ada', role: 'manager', permissions: ['data:read'], productScope: null };

describe('session', () => {
  let store: SessionStore;
  let server: HttpTestingController;
  let router: Router;
  let cleared: number;
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    cleared = 0;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([csrfInterceptor, sessionExpiryInterceptor])),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'sign-in', component: Blank },
          { path: 'lots', component: Blank, canActivate: [signedInGuard] },
        ]),
        { provide: Apollo, useValue: { client: { clearStore: () => Promise.resolve(cleared++) } } },
      ],
    });
    store = TestBed.inject(SessionStore);
    server = TestBed.inject(HttpTestingController);
    router = TestBed.inject(Router);
  });

  async function signIn(): Promise<void> {
    const done = store.signIn('ada', 'secret');
    const request = server.expectOne('/auth/sign-in');
    expect(request.request.headers.get('x-fabwright-csrf')).toBe('1');
    request.flush({});
    await settle();
    server.expectOne('/auth/session').flush(session);
    expect(await done).toBeNull();
  }

  it('knows who signed in and what they may', async () => {
    await signIn();
    expect(store.session()?.name).toBe('Ada');
    expect([store.may('data:read'), store.may('people:write')]).toEqual([true, false]);
  });

  it.each([
    [401, {}, { kind: 'refused' }],
    [429, { 'Retry-After': '30' }, { kind: 'too-many', retryAfterSeconds: 30 }],
    [429, {}, { kind: 'too-many', retryAfterSeconds: 60 }],
    [502, {}, { kind: 'unreachable' }],
  ])('tells a %d apart', async (status, headers, problem) => {
    const done = store.signIn('ada', 'wrong');
    server.expectOne('/auth/sign-in').flush({}, { status, statusText: 'no', headers });
    expect(await done).toEqual(problem);
    expect(store.signedIn()).toBe(false);
  });

  it('sends strangers to sign in and remembers where they wanted to go', async () => {
    const arrived = router.navigateByUrl('/lots?p=K7');
    await settle();
    server.expectOne('/auth/session').flush({}, { status: 401, statusText: 'no' });
    await arrived;
    expect(router.parseUrl(router.url).queryParams).toEqual({ returnTo: '/lots?p=K7' });
  });

  it('forgets everything and asks again when the session ends under the hands', async () => {
    await signIn();
    await router.navigateByUrl('/lots?p=K7');
    store.expire();
    store.expire();
    await settle();
    expect(router.parseUrl(router.url).queryParams).toEqual({ returnTo: '/lots?p=K7', reason: 'expired' });
    expect(store.session()).toBeNull();
    expect(cleared).toBe(1);
  });
});
