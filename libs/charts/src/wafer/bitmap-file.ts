const FILE_HEADER = 14;
/** The fourth version of the format: the first that says where the alpha is. */
const IMAGE_HEADER = 108;
const HEADER = FILE_HEADER + IMAGE_HEADER;
const BITS = 32;
const BIT_FIELDS = 3;
/** Where red, green, blue and alpha lie in a pixel that is read as a little-endian number: as a canvas has them. */
const MASKS = [0xff, 0xff00, 0xff0000, 0xff000000] as const;
const SRGB = 0x73524742;

/**
 * A square of pixels as an image file (BMP, not packed): what shows it needs no canvas, of which browsers keep each as a
 * layer of its own.
 * @param pixels red, green, blue, alpha a pixel, row by row from the left upper corner; `edge` pixels a side
 */
export function bitmapFile(pixels: Uint8ClampedArray, edge: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(HEADER + pixels.length);
  const view = new DataView(file.buffer);
  const number = (at: number, value: number): void => view.setUint32(at, value, true);
  file.set([0x42, 0x4d]);
  number(2, file.length);
  number(10, HEADER);
  number(14, IMAGE_HEADER);
  view.setInt32(18, edge, true);
  // a negative height: the upper row comes first
  view.setInt32(22, -edge, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, BITS, true);
  number(30, BIT_FIELDS);
  number(34, pixels.length);
  MASKS.forEach((mask, channel) => number(54 + 4 * channel, mask));
  number(70, SRGB);
  file.set(pixels, HEADER);
  return file;
}
