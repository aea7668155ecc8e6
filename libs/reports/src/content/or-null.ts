import { isRetryable } from '@fabwright/platform';
import { Logger } from '@nestjs/common';

const log = new Logger('Reports');

/**
 * A part of a report that may be missing: its place then says so, and the log why. Rejects with what another try would
 * mend, such as a lost connection: a report must not go out thinner for that.
 */
export async function orNull<T>(part: string, make: () => Promise<T>): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    if (isRetryable(error)) throw error;
    log.warn({ err: error, part }, 'a report goes out without one of its parts');
    return null;
  }
}
