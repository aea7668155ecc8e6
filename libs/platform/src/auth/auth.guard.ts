import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type GqlContextType, GqlExecutionContext } from '@nestjs/graphql';
import { DomainError } from '../errors/index.ts';
import { ALLOW, PUBLIC } from './access.decorators.ts';
import { type Actor, rememberActor } from './actor.ts';
import { Authenticator, type AuthRequest } from './authenticator.ts';
import type { Permission } from './permissions.ts';

/** What our GraphQL context always holds. For sockets the actor was found when the socket opened. */
export interface GraphQLContext {
  readonly req: AuthRequest;
  readonly actor?: Actor;
  readonly loaders: Map<unknown, unknown>;
}

/** The one guard, global: over HTTP, GraphQL and sockets, what declares nothing is closed. */
@Injectable()
export class AuthGuard implements CanActivate {
  // Several fields of one GraphQL query ask for the same request.
  readonly #known = new WeakMap<object, Promise<Actor | undefined>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets)) return true;
    const actor = await this.#actorOf(context);
    if (!actor) throw new DomainError('UNAUTHENTICATED', 'Sign in first, or send a valid API token.');
    rememberActor(actor);
    const needed = this.reflector.getAllAndOverride<Permission | undefined>(ALLOW, targets);
    if (needed === undefined) throw new DomainError('FORBIDDEN', 'Nobody may call this: it declares no permission.');
    if (!actor.permissions.has(needed)) {
      throw new DomainError('FORBIDDEN', `This needs the permission ${needed}, which ${actor.name} does not have.`, {
        detail: { permission: needed },
      });
    }
    return true;
  }

  #actorOf(context: ExecutionContext): Promise<Actor | undefined> {
    if (context.getType<GqlContextType>() !== 'graphql') {
      return this.#once(context.switchToHttp().getRequest<AuthRequest>());
    }
    const graphql = GqlExecutionContext.create(context).getContext<GraphQLContext>();
    return graphql.actor ? Promise.resolve(graphql.actor) : this.#once(graphql.req);
  }

  #once(request: AuthRequest): Promise<Actor | undefined> {
    const known = this.#known.get(request) ?? this.authenticator.authenticate(request);
    this.#known.set(request, known);
    return known;
  }
}
