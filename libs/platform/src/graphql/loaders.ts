import DataLoader from 'dataloader';
import type { GraphQLContext } from '../auth/auth.guard.ts';

/**
 * The DataLoader of this request for `batch`, made at its first use: the batch function itself is the key,
 * so declare it once (a bound method kept in a field), not inline.
 */
export function loaderOf<K, V>(
  context: GraphQLContext,
  batch: (keys: readonly K[]) => Promise<readonly V[]>,
): DataLoader<K, V> {
  const known = context.loaders.get(batch) as DataLoader<K, V> | undefined;
  const loader = known ?? new DataLoader<K, V>(batch);
  context.loaders.set(batch, loader);
  return loader;
}
