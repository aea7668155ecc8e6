import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject, Injector } from '@angular/core';
import { tap } from 'rxjs';
import { SessionStore } from './session.store.ts';

/** A 401 on anything but the sign-in routes means that the session ended. */
export const sessionExpiryInterceptor: HttpInterceptorFn = (request, next) => {
  const injector = inject(Injector);
  return next(request).pipe(
    tap({
      error: (failure: unknown) => {
        const ended = failure instanceof HttpErrorResponse && failure.status === 401;
        // asked for late: the store itself needs the HTTP client
        if (ended && !request.url.startsWith('/auth/')) injector.get(SessionStore).expire();
      },
    }),
  );
};
