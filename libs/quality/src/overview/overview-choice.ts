import type { ProductInsertion } from '@fabwright/fab';
import { DomainError } from '@fabwright/platform';

/** Which products at which insertions an overview shows. */
export interface OverviewChoice {
  /** One pair for each product in scope: the chosen insertion where it has it, else its first. */
  readonly pairs: readonly ProductInsertion[];
  /** Those of `pairs` that trend, losses and lots are about. */
  readonly selected: readonly ProductInsertion[];
  readonly insertion: string;
  readonly insertions: readonly string[];
}

/**
 * Resolves a filter against what is known. Throws NOT_FOUND for a product that does not exist or lies outside of the
 * scope, since `known` holds what may be seen.
 */
export function chooseInsertions(
  known: readonly ProductInsertion[],
  filter: { productId?: string | null; insertion?: string | null },
): OverviewChoice {
  const { productId = null, insertion = null } = filter;
  const byProduct = Map.groupBy(known, (pair) => pair.productId);
  if (productId !== null && !byProduct.has(productId)) {
    throw new DomainError('NOT_FOUND', `There are no results of a product ${productId} that you may see.`);
  }
  const pairs = [...byProduct.values()].flatMap((insertions) => {
    const chosen = insertions.find((pair) => pair.insertion === insertion) ?? insertions[0];
    return chosen ? [chosen] : [];
  });
  const selected = pairs.filter(
    (pair) =>
      (productId === null || pair.productId === productId) && (insertion === null || pair.insertion === insertion),
  );
  const offered = productId === null ? known : (byProduct.get(productId) ?? []);
  return {
    pairs,
    selected,
    insertion: insertion ?? selected[0]?.insertion ?? '',
    insertions: [...new Set(offered.map((pair) => pair.insertion))],
  };
}
