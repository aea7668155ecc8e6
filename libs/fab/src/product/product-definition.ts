import { decodeInt16, encodeInt16, type DieList, type ProductDefinitionV1 } from '@fabwright/contracts';
import type { MapOrientation } from './orientation.ts';

export type BinKind = 'hard' | 'soft';

export interface BinDefinition {
  readonly kind: BinKind;
  readonly number: number;
  readonly name: string;
  readonly pass: boolean;
}

/**
 * A product as one version of its definition has it. What only a complete definition says is null for a product that
 * is known from files alone. Coordinates are as the testers report them; `orientation` says how they lie.
 */
export interface ProductDefinition {
  readonly name: string;
  readonly customer: string | null;
  readonly waferDiameterMm: number | null;
  readonly dieWidthMm: number | null;
  readonly dieHeightMm: number | null;
  readonly edgeExclusionMm: number | null;
  readonly orientation: MapOrientation;
  /** Base64 of little-endian int16 columns. */
  readonly dies: { readonly x: string; readonly y: string } | null;
  readonly reticle: ProductDefinitionV1['reticle'] | null;
  readonly bins: readonly BinDefinition[];
  readonly insertions: readonly { readonly id: string; readonly name: string }[];
  readonly tests: ProductDefinitionV1['tests'];
}

export function emptyDefinition(productId: string): ProductDefinition {
  return {
    name: productId,
    customer: null,
    waferDiameterMm: null,
    dieWidthMm: null,
    dieHeightMm: null,
    edgeExclusionMm: null,
    orientation: { notch: 'down', axisX: 'right', axisY: 'up' },
    dies: null,
    reticle: null,
    bins: [],
    insertions: [],
    tests: [],
  };
}

export function definitionFromEvent(data: ProductDefinitionV1): ProductDefinition {
  return {
    name: data.name,
    customer: data.customer ?? null,
    waferDiameterMm: data.waferDiameterMm,
    dieWidthMm: data.dieWidthMm,
    dieHeightMm: data.dieHeightMm,
    edgeExclusionMm: data.edgeExclusionMm,
    orientation: { notch: data.notch, axisX: data.axes.x, axisY: data.axes.y },
    dies: data.dies,
    reticle: data.reticle ?? null,
    bins: data.bins,
    insertions: data.insertions,
    tests: data.tests,
  };
}

export function withDieMap(definition: ProductDefinition, dies: DieList): ProductDefinition {
  return { ...definition, dies: { x: encodeInt16(dies.x), y: encodeInt16(dies.y) } };
}

/** Replaces the bin of that kind and number, or adds it. */
export function withBin(definition: ProductDefinition, bin: BinDefinition): ProductDefinition {
  const others = definition.bins.filter((other) => other.kind !== bin.kind || other.number !== bin.number);
  return { ...definition, bins: [...others, bin].sort((a, b) => compare(a.kind, b.kind) || a.number - b.number) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The dies as the testers count them, or null where no map is defined. */
export function diesOf(definition: ProductDefinition): DieList | null {
  if (!definition.dies) return null;
  return { x: decodeInt16(definition.dies.x), y: decodeInt16(definition.dies.y) };
}

/** Distinct dies of the map; null where no map is defined. */
export function grossDiesOf(definition: ProductDefinition): number | null {
  const dies = diesOf(definition);
  if (!dies) return null;
  const distinct = new Set<number>();
  for (let die = 0; die < dies.x.length; die++) distinct.add((dies.x[die] ?? 0) * 65_536 + (dies.y[die] ?? 0));
  return distinct.size;
}
