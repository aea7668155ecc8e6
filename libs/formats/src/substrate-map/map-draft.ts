import type { BinType } from './bin-codes.ts';
import type { MapAxes } from './map-axes.ts';

export interface BinDraft {
  readonly number: number;
  readonly name: string;
  readonly quality: string;
  readonly count: number | null;
}

/** Size of a grid of dies as the file tells it; `null` where it does not. */
export interface GridDraft {
  columns: number | null;
  rows: number | null;
  dieWidthMm: number | null;
  dieHeightMm: number | null;
  product: string;
}

/** One wafer's map while it is read. */
export interface MapDraft {
  readonly waferId: string;
  readonly axes: MapAxes;
  readonly notch: 'down' | 'left' | 'up' | 'right';
  readonly grid: GridDraft;
  binType: BinType;
  nullBin: string;
  mapName: string;
  referenceDie: { x: number; y: number } | null;
  rowsRead: number;
  parts: number;
  readonly perBin: Map<number, number>;
}

export function emptyGrid(): GridDraft {
  return { columns: null, rows: null, dieWidthMm: null, dieHeightMm: null, product: '' };
}
