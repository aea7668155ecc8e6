import { join } from 'node:path';

/** Environment with which Node keeps what it compiled: the next program that loads the same packages need not. */
export function compiledOnce(root: string): { readonly NODE_COMPILE_CACHE: string } {
  return { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') };
}
