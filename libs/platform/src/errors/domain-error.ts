/** Every way in which a request can fail that a caller can act on. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'CONFLICT'
  | 'GONE'
  | 'TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_MANY_REQUESTS'
  | 'UNAVAILABLE';

export interface ErrorDetail {
  /** Facts for the caller, put beside code and message: never secrets. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Seconds after which another try makes sense; becomes Retry-After. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * A failure that is expected: `message` says what happened, what it means for the data and what to do.
 * Anything that is not one of these is a defect and reaches the caller as INTERNAL with a correlation id.
 */
export class DomainError extends Error {
  readonly detail: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    { detail = {}, retryAfterSeconds, cause }: ErrorDetail = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DomainError';
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
