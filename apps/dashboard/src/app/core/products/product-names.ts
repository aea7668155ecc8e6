import { computed, type Signal } from '@angular/core';
import { queryResource } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';

/** Name of a product by its id; the id itself until names are here, and for those that have none. */
export function injectProductNames(): Signal<(productId: string) => string> {
  const products = queryResource(ProductChoicesDocument, () => ({}));
  return computed(() => {
    const known = products.hasValue() ? products.value().products : [];
    const names = new Map(known.map(({ productId, name }) => [productId, name]));
    return (productId: string) => names.get(productId) || productId;
  });
}
