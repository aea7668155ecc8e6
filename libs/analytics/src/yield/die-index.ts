import { MISSING_COORDINATE, type PartSegment } from './part-segment.ts';

/** Gives each (x, y) a number, in the order of first appearance. */
export interface DieIndex {
  /** Number of the die at (x, y); a die not seen before gets the next number. */
  indexOf(x: number, y: number): number;
  readonly size: number;
}

/** A grid costs 4 bytes a cell; beyond this many cells a record the coordinates are too scattered for one. */
const CELLS_PER_RECORD = 16;
const CELLS_ALWAYS_FINE = 1 << 16;

interface Box {
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
}

function boundingBox(segments: readonly PartSegment[]): Box {
  const box = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity };
  for (const segment of segments) growBox(box, segment);
  return box;
}

function growBox(box: Box, { x: xs, y: ys }: PartSegment): void {
  const rows = xs.length;
  for (let i = 0; i < rows; i += 1) {
    const x = xs[i] ?? MISSING_COORDINATE;
    const y = ys[i] ?? MISSING_COORDINATE;
    if (x === MISSING_COORDINATE || y === MISSING_COORDINATE) continue;
    if (x < box.minX) box.minX = x;
    if (x > box.maxX) box.maxX = x;
    if (y < box.minY) box.minY = y;
    if (y > box.maxY) box.maxY = y;
  }
}

class GridIndex implements DieIndex {
  size = 0;
  readonly #cells: Int32Array;
  readonly #minX: number;
  readonly #minY: number;
  readonly #width: number;

  constructor(box: Box, width: number, height: number) {
    this.#minX = box.minX;
    this.#minY = box.minY;
    this.#width = width;
    this.#cells = new Int32Array(width * height);
  }

  indexOf(x: number, y: number): number {
    const cell = (y - this.#minY) * this.#width + (x - this.#minX);
    const known = this.#cells[cell] ?? 0;
    if (known > 0) return known - 1;
    this.size += 1;
    this.#cells[cell] = this.size;
    return this.size - 1;
  }
}

class ScatteredIndex implements DieIndex {
  readonly #dies = new Map<number, number>();

  get size(): number {
    return this.#dies.size;
  }

  indexOf(x: number, y: number): number {
    const key = x * 4_294_967_296 + y;
    const known = this.#dies.get(key);
    if (known !== undefined) return known;
    const next = this.#dies.size;
    this.#dies.set(key, next);
    return next;
  }
}

/** The cheapest index that fits: a grid over the bounding box, or a map where coordinates are far apart. */
export function dieIndexFor(segments: readonly PartSegment[], records: number): DieIndex {
  const box = boundingBox(segments);
  if (box.minX > box.maxX) return new ScatteredIndex();
  const width = box.maxX - box.minX + 1;
  const height = box.maxY - box.minY + 1;
  if (width * height > Math.max(CELLS_ALWAYS_FINE, records * CELLS_PER_RECORD)) return new ScatteredIndex();
  return new GridIndex(box, width, height);
}
