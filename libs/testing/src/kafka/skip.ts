import { inject } from 'vitest';
import './provided.ts';

/** host:port of the run's broker, undefined where there is none: use with `describe.skipIf`. */
export function testBrokers(): string | undefined {
  return inject('kafkaBrokers') || undefined;
}
