/** Dies in columns of data: x[i], y[i] is die i, notch down. */
export interface DiePlaces {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Which of the positions in a box are chosen: bit `(y − minY) · width + x − minX`, the lowest of a byte first. */
export interface DieBits {
  readonly minX: number;
  readonly minY: number;
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** As much as an address may carry. */
const MOST_CHARACTERS = 2_000;
/** Dies across a wafer, in either direction: with more, some of what is written is no wafer. */
const MOST_ACROSS = 1_024;
const SMALLEST = -32_768;
const LARGEST = 32_767;
const RECTANGLE = /^(-?\d{1,5})\.(-?\d{1,5})(?:\.([1-9]\d{0,3}))?(?:\.([1-9]\d{0,3}))?$/;

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  height: number;
}

/**
 * Positions on a wafer map that a person chose, at least one. Its text is what links and filters carry: rectangles
 * `x.y.width.height` from their left lower die, joined by `_`; a height of 1 is left out, and so is a width of 1 with it.
 * `-3.2.5_0.0` is a run of five dies from (−3, 2) and the die at (0, 0).
 */
export class DieSelection {
  readonly #box: DieBits;

  private constructor(box: DieBits) {
    this.#box = box;
  }

  /** Null for no dies, and for dies further apart than those of a wafer. */
  static of({ x, y }: DiePlaces): DieSelection | null {
    const rectangles = Array.from(x, (_, die) => ({ x: x[die] ?? 0, y: y[die] ?? 0, width: 1, height: 1 }));
    return DieSelection.#covering(rectangles);
  }

  /** Null for a text that no selection has: a person may have typed it. Rectangles may overlap. */
  static read(text: string): DieSelection | null {
    if (text.length > MOST_CHARACTERS) return null;
    const rectangles = text.split('_').map(readRectangle);
    return rectangles.every((one) => one !== null) ? DieSelection.#covering(rectangles) : null;
  }

  static #covering(rectangles: readonly Rectangle[]): DieSelection | null {
    if (rectangles.length === 0) return null;
    const ends = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
    for (const { x, y, width, height } of rectangles) {
      ends.minX = Math.min(ends.minX, x);
      ends.minY = Math.min(ends.minY, y);
      ends.maxX = Math.max(ends.maxX, x + width - 1);
      ends.maxY = Math.max(ends.maxY, y + height - 1);
    }
    const [width, height] = [ends.maxX - ends.minX + 1, ends.maxY - ends.minY + 1];
    if (width > MOST_ACROSS || height > MOST_ACROSS) return null;
    const bits = new Uint8Array(Math.ceil((width * height) / 8));
    for (const one of rectangles) fill(bits, one, { ...ends, width });
    return new DieSelection({ minX: ends.minX, minY: ends.minY, width, height, bits });
  }

  has(x: number, y: number): boolean {
    const { minX, minY, width, height, bits } = this.#box;
    const [column, row] = [x - minX, y - minY];
    if (column < 0 || row < 0 || column >= width || row >= height) return false;
    const bit = row * width + column;
    return (((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
  }

  /** Positions in all, whether a die lies there or not. */
  get size(): number {
    let count = 0;
    for (const byte of this.#box.bits) for (let rest = byte; rest > 0; rest &= rest - 1) count += 1;
    return count;
  }

  get asBits(): DieBits {
    return this.#box;
  }

  /** All of them, in columns. */
  get places(): { x: number[]; y: number[] } {
    const { minX, minY, width, height } = this.#box;
    const places = { x: [] as number[], y: [] as number[] };
    for (let bit = 0; bit < width * height; bit += 1) {
      const [x, y] = [minX + (bit % width), minY + Math.floor(bit / width)];
      if (!this.has(x, y)) continue;
      places.x.push(x);
      places.y.push(y);
    }
    return places;
  }

  /** Indices of the dies that are chosen, ascending. */
  indicesIn({ x, y }: DiePlaces): number[] {
    const found: number[] = [];
    for (let die = 0; die < x.length; die += 1) if (this.has(x[die] ?? 0, y[die] ?? 0)) found.push(die);
    return found;
  }

  /** The same positions always have the same text. Null where they lie too scattered for an address. */
  get text(): string | null {
    const text = this.toJSON();
    return text.length > MOST_CHARACTERS ? null : text;
  }

  /** Its text, however long. */
  toJSON(): string {
    return this.#rectangles().map(rectangleText).join('_');
  }

  /** Runs of dies, row by row from below; the same run in the row above makes a rectangle higher. */
  #rectangles(): Rectangle[] {
    const { minY, height } = this.#box;
    const found: Rectangle[] = [];
    let below = new Map<number, Rectangle>();
    for (let y = minY; y < minY + height; y += 1) {
      const row = new Map<number, Rectangle>();
      for (const run of this.#runs(y)) {
        const under = below.get(run.x);
        const rectangle = under?.width === run.width ? under : run;
        if (rectangle === under) rectangle.height += 1;
        else found.push(run);
        row.set(run.x, rectangle);
      }
      below = row;
    }
    return found;
  }

  #runs(y: number): Rectangle[] {
    const { minX, width } = this.#box;
    const runs: Rectangle[] = [];
    let from: number | null = null;
    for (let x = minX; x <= minX + width; x += 1) {
      const chosen = this.has(x, y);
      if (chosen) from ??= x;
      else if (from !== null) {
        runs.push({ x: from, y, width: x - from, height: 1 });
        from = null;
      }
    }
    return runs;
  }
}

function readRectangle(text: string): Rectangle | null {
  const [, x, y, width = '1', height = '1'] = RECTANGLE.exec(text) ?? [];
  if (x === undefined || y === undefined) return null;
  const read = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  const inside = read.x >= SMALLEST && read.y >= SMALLEST;
  return inside && read.x + read.width - 1 <= LARGEST && read.y + read.height - 1 <= LARGEST ? read : null;
}

function rectangleText({ x, y, width, height }: Rectangle): string {
  if (height > 1) return `${x}.${y}.${width}.${height}`;
  return width > 1 ? `${x}.${y}.${width}` : `${x}.${y}`;
}

function fill(bits: Uint8Array, one: Rectangle, box: { minX: number; minY: number; width: number }): void {
  for (let row = one.y - box.minY; row < one.y - box.minY + one.height; row += 1) {
    const from = row * box.width + one.x - box.minX;
    for (let bit = from; bit < from + one.width; bit += 1) bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
}
