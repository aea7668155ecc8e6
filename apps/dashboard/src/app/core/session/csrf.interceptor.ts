import type { HttpInterceptorFn } from '@angular/common/http';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A header that a foreign page can't send without the server's leave: it makes the cookie safe to use. */
export const csrfInterceptor: HttpInterceptorFn = (request, next) =>
  next(SAFE_METHODS.has(request.method) ? request : request.clone({ setHeaders: { 'x-fabwright-csrf': '1' } }));
