import { UNKNOWN_PRODUCT } from '@fabwright/fab';
import { inScope } from '@fabwright/platform';
import type { FileImport } from './file-import.ts';
import { FileRefusedError } from './import-failure.ts';

/** Throws when whoever sent the file may not write to this product. `record`: where a file of its kind names it. */
export function scopeCheckOf({ productScope }: FileImport, record: string): (productId: string | null) => void {
  return (productId) => {
    const named = productId ?? UNKNOWN_PRODUCT;
    if (inScope(productScope, named)) return;
    throw new FileRefusedError(
      'product-out-of-scope',
      `the file is about product ${named}, which who sent it may not write to.`,
      'Send it with an account or token that may see this product.',
      record,
    );
  };
}
