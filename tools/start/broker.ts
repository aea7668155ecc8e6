import type { StartOptions } from './arguments.ts';
import type { ChildSpec } from './process/supervised-child.ts';

/** The brokers to use: the user's own, or those of a broker that we start for `--kafka local`; undefined for none. */
export async function openBroker(
  _root: string,
  { kafka }: StartOptions,
  _supervise: (spec: ChildSpec, ready: () => Promise<boolean>) => Promise<void>,
): Promise<string | undefined> {
  return Promise.resolve(kafka);
}
