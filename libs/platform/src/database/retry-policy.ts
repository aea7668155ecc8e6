/**
 * Which failures mean "run the whole unit again", and how patiently. The one retry policy of the database.
 */
export interface RetryPolicy {
  /** Runs at most, the first included. */
  readonly attempts: number;
  /** Pause before run n (2, 3, …) in milliseconds, without jitter. */
  readonly pauseMs: (attempt: number) => number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 8,
  // 50, 100, 200 … 3,200 ms: about 6 s in all, long enough for a database that restarts.
  pauseMs: (attempt) => 50 * 2 ** (attempt - 2),
};

const RETRIED_STATES = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '57P01', // ended by an administrator
  '57P02', // crash of another backend
  '57P03', // starting up or shutting down
]);
const RETRIED_SYSTEM_CODES = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);
const LOST_CONNECTION =
  /Connection terminated|Client has encountered a connection error|connection is closed|not queryable/i;
// TypeORM gives the connection back at once when it is lost; the unit's next query then fails with this.
const RELEASED_UNDER_WAY = /^QueryRunner(Provider)?AlreadyReleasedError$/;

/** True for a serialization failure, a deadlock or a lost connection, however deep it is wrapped. */
export function isRetryable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = innerError(cause)) {
    const code = (cause as { code?: unknown }).code;
    if (
      typeof code === 'string' &&
      (RETRIED_STATES.has(code) || RETRIED_SYSTEM_CODES.has(code) || isConnectionState(code))
    ) {
      return true;
    }
    if (LOST_CONNECTION.test(cause.message) || RELEASED_UNDER_WAY.test(cause.name)) return true;
  }
  return false;
}

/** The SQLSTATE of a failed query, however deep it is wrapped. Constraint names are not read (they differ on Citus). */
export function sqlState(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = innerError(cause)) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

const isConnectionState = (code: string): boolean => /^08[0-9A-Z]{3}$/.test(code);

function innerError(error: Error): unknown {
  return (error as { driverError?: unknown }).driverError ?? error.cause;
}
