/** A set of tests with the limits that it was run with, when lots of a product first met it. */
export interface TestSetSeen {
  readonly productId: string;
  readonly at: Date;
  readonly tests: readonly {
    readonly number: number;
    readonly name: string;
    readonly unit?: string | null;
    readonly lowLimit?: number | null;
    readonly highLimit?: number | null;
  }[];
}

/** Limits of tests that both sets have and that differ from those of the set before, of the same product. */
export function testLimitChanges(sets: readonly TestSetSeen[]): { label: string; at: Date }[] {
  const before = new Map<string, Map<number, string>>();
  return sets.flatMap(({ productId, at, tests }) => {
    const known = before.get(productId);
    const limits = new Map(tests.map((test) => [test.number, limitsText(test)]));
    before.set(productId, new Map([...(known ?? []), ...limits]));
    if (!known) return [];
    const changed = tests.filter(({ number }) => known.has(number) && known.get(number) !== limits.get(number));
    return changed.map(({ number, name }) => ({
      label: `${number} ${name} ${known.get(number)} → ${limits.get(number)}`,
      at,
    }));
  });
}

/** `0.45 … 0.52 V`, with the side left out that has no limit. */
function limitsText({ lowLimit, highLimit, unit }: TestSetSeen['tests'][number]): string {
  return `${lowLimit ?? ''} … ${highLimit ?? ''} ${unit ?? ''}`.trim();
}
