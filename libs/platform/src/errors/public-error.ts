import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorCode } from './domain-error.ts';

/** What a caller sees of a failure, over HTTP and GraphQL alike. */
export interface PublicError {
  readonly code: ErrorCode | 'INTERNAL';
  readonly status: number;
  readonly message: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;
}

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  GONE: 410,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

/** The one mapping from what was thrown to what is answered. */
export function toPublicError(thrown: unknown): PublicError {
  if (thrown instanceof DomainError) {
    const { code, message, detail, retryAfterSeconds } = thrown;
    return { code, status: STATUS[code], message, detail, retryAfterSeconds };
  }
  const status = statusOf(thrown);
  const code = status === undefined ? undefined : codeOfStatus(status);
  if (status !== undefined && code && thrown instanceof Error) {
    return { code, status, message: thrown.message, detail: {}, retryAfterSeconds: undefined };
  }
  return {
    code: 'INTERNAL',
    status: 500,
    message: 'Something failed that should not. Nothing was changed. Name the correlation id when you report it.',
    detail: {},
    retryAfterSeconds: undefined,
  };
}

/** Nest's own exceptions, and those of the body parser, which carry a status. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const { status, expose } = (thrown ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : undefined;
}

function codeOfStatus(status: number): ErrorCode | undefined {
  const exact = (Object.entries(STATUS) as [ErrorCode, number][]).find(([, value]) => value === status)?.[0];
  return exact ?? (status >= 400 && status < 500 ? 'INVALID_INPUT' : undefined);
}
