export interface ClassCount {
  readonly code: number;
  readonly defects: number;
}

export interface ParetoClass extends ClassCount {
  /** Of all defects, a fraction of 1. */
  readonly share: number;
  /** Share of this class and of all before it. */
  readonly cumulative: number;
}

/** Classes by their number of defects, most first; classes of one code are added up. Empty without defects. */
export function classPareto(counts: readonly ClassCount[]): ParetoClass[] {
  const byCode = new Map<number, number>();
  for (const { code, defects } of counts) byCode.set(code, (byCode.get(code) ?? 0) + defects);
  const total = [...byCode.values()].reduce((sum, defects) => sum + defects, 0);
  if (total === 0) return [];
  let running = 0;
  return [...byCode]
    .filter(([, defects]) => defects > 0)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([code, defects]) => {
      running += defects;
      return { code, defects, share: defects / total, cumulative: running / total };
    });
}
