import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type GqlContextType, GqlExecutionContext } from '@nestjs/graphql';
import type { Response } from 'express';
import { Histogram } from 'prom-client';
import { finalize, type Observable } from 'rxjs';
import { metric } from './metrics.ts';

/** How long requests take, by handler: paths with ids in them would make a series each. */
@Injectable()
export class HttpMetrics implements NestInterceptor {
  readonly #seconds = metric(
    'fab_request_seconds',
    (name) =>
      new Histogram({
        name,
        help: 'Time to answer, by handler',
        labelNames: ['kind', 'handler', 'status'],
        buckets: [0.005, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10],
      }),
  );

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const began = performance.now();
    const kind = context.getType<GqlContextType>();
    // Only what a client asked for: fields of a result would be counted once a row.
    if (kind === 'graphql' && !isRootField(context)) return next.handle();
    const handler = `${context.getClass().name}.${context.getHandler().name}`;
    return next.handle().pipe(
      finalize(() => {
        const status = kind === 'http' ? String(context.switchToHttp().getResponse<Response>().statusCode) : '';
        this.#seconds.observe({ kind, handler, status }, (performance.now() - began) / 1000);
      }),
    );
  }
}

function isRootField(context: ExecutionContext): boolean {
  const info = GqlExecutionContext.create(context).getInfo<{ path?: { prev?: unknown } } | undefined>();
  return info?.path !== undefined && info.path.prev === undefined;
}
