import { injectSay } from '../../../core/i18n/inject-say.ts';
import type { ProductName } from './product-scope-field.ts';

/** A product scope in words, with the products' names. Call it in an injection context. */
export function injectScopeText(products: () => readonly ProductName[]): (scope: readonly string[] | null) => string {
  const say = injectSay('settings.scope');
  return (scope) => {
    if (scope === null) return say('all');
    if (scope.length === 0) return say('nothing');
    const names = new Map(products().map(({ productId, name }) => [productId, name]));
    return scope.map((id) => names.get(id) ?? id).join(', ');
  };
}
