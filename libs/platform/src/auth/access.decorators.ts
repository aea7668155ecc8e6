import { createParamDecorator, type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Actor } from './actor.ts';
import { requireActor } from './actor.ts';
import type { Permission } from './permissions.ts';

export const ALLOW = 'fabwright:allow';
export const PUBLIC = 'fabwright:public';

/** Lets in who has this permission. Every resolver and route carries this or `@Public()`; one without answers 403. */
export const Allow = (permission: Permission): CustomDecorator => SetMetadata(ALLOW, permission);

/** Lets in everybody, signed in or not. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

/** Parameter of a resolver or route: who asks. */
export const CurrentActor = createParamDecorator((_: unknown, _context: ExecutionContext): Actor => requireActor());
