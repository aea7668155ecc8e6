import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import type { GqlContextType } from '@nestjs/graphql';
import type { Response } from 'express';
import { GraphQLError } from 'graphql';
import { correlationId } from './correlation.ts';
import { type PublicError, toPublicError } from './public-error.ts';

/** The last stop of every failure: answers it by the one mapping and logs what nobody expected. */
@Injectable()
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #log = new Logger('ErrorFilter');

  catch(thrown: unknown, host: ArgumentsHost): GraphQLError | undefined {
    const error = toPublicError(thrown);
    if (error.code === 'INTERNAL') this.#log.error({ err: thrown }, 'unexpected failure');
    if (host.getType<GqlContextType>() === 'graphql')
      return thrown instanceof GraphQLError ? thrown : toGraphQLError(error);
    answer(host.switchToHttp().getResponse<Response>(), error);
    return undefined;
  }
}

/** The same failure as GraphQL shows it. */
export function toGraphQLError(error: PublicError): GraphQLError {
  return new GraphQLError(error.message, {
    extensions: { ...error.detail, code: error.code, correlationId: correlationId() },
  });
}

function answer(response: Response, error: PublicError): void {
  if (response.headersSent) {
    // Half of a stream is out already; breaking it off is the only way to say that it is not whole.
    response.destroy();
    return;
  }
  if (error.retryAfterSeconds !== undefined) response.setHeader('retry-after', Math.ceil(error.retryAfterSeconds));
  response
    .status(error.status)
    .json({ ...error.detail, code: error.code, message: error.message, correlationId: correlationId() });
}
