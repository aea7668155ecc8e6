import { Controller, Get, Header, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Public } from '../auth/access.decorators.ts';
import { Authenticator } from '../auth/authenticator.ts';
import { DomainError } from '../errors/index.ts';
import { metricsRegistry } from './metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Figures for Prometheus: for this machine, and from elsewhere with a token of the scope metrics:read. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly authenticator: Authenticator) {}

  @Public()
  @Get()
  @Header('content-type', metricsRegistry.contentType)
  @Header('cache-control', 'no-store')
  async metrics(@Req() request: Request): Promise<string> {
    if (!isLocal(request)) await this.#demandPermission(request);
    return metricsRegistry.metrics();
  }

  async #demandPermission(request: Request): Promise<void> {
    const actor = await this.authenticator.authenticate(request);
    if (!actor) throw new DomainError('UNAUTHENTICATED', 'Metrics need a token with the scope metrics:read.');
    if (!actor.permissions.has('metrics:read'))
      throw new DomainError('FORBIDDEN', 'This needs the scope metrics:read.');
  }
}

/** Straight from this machine. Through a reverse proxy on it, everybody would look local. */
function isLocal(request: Request): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded;
  return forwarded === undefined && LOOPBACK.has(request.socket.remoteAddress ?? '');
}
