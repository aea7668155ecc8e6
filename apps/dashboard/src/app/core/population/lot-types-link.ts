import type { LotType } from '@fabwright/data-access';

export const LOT_TYPES: readonly LotType[] = ['PRODUCTION', 'ENGINEERING', 'QUALIFICATION'];

/** `all` or names with commas; null for what means nothing. */
export function readLotTypes(text: string | undefined): readonly LotType[] | null {
  if (text === 'all') return LOT_TYPES;
  const types = (text ?? '').split(',').flatMap((name) => LOT_TYPES.filter((type) => type.toLowerCase() === name));
  return types.length > 0 ? types : null;
}

/** Production alone is the default and stays out of the link. */
export function lotTypesInLink(types: readonly LotType[]): string | null {
  if (types.length === 0 || (types.length === 1 && types[0] === 'PRODUCTION')) return null;
  return types.length === LOT_TYPES.length ? 'all' : types.map((type) => type.toLowerCase()).join(',');
}
