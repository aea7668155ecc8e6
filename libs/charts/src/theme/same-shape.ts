import type { ChartOption } from './chart-furniture.ts';

/**
 * Whether a drawing of `next` can be made of that of `drawn` by telling the engine what changed: the same parts with the
 * same keys, in the same order and under the same ids, so that nothing of the old drawing stays behind. Data, texts and
 * numbers may differ.
 */
export function sameShape(drawn: ChartOption, next: ChartOption): boolean {
  const keys = Object.keys(drawn);
  return (
    keys.length === Object.keys(next).length && keys.every((key) => key in next && sameKind(drawn[key], next[key], key))
  );
}

/** What tells the engine which parts belong together; another one is another part. */
const NAMES: readonly string[] = ['id', 'type'];

function sameKind(drawn: unknown, next: unknown, key: string): boolean {
  if (NAMES.includes(key) && typeof drawn === 'string') return drawn === next;
  if (isPart(drawn) && isPart(next)) return sameShape(drawn, next);
  if (areParts(drawn) && areParts(next) && key !== 'data')
    return drawn.length === next.length && drawn.every((part, at) => sameShape(part, next[at] ?? {}));
  return !isPart(drawn) && !isPart(next);
}

function isPart(value: unknown): value is ChartOption {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function areParts(value: unknown): value is readonly ChartOption[] {
  return Array.isArray(value) && value.every(isPart);
}
