import type { MapDecoder } from './map-decoder.ts';
import type { MapDraft } from './map-draft.ts';
import { g85Axes, notchAt } from './map-axes.ts';
import { type Attributes, binOf, requiredBinType, size, waferOf, whole } from './map-terms.ts';
import { mapTime } from './map-time.ts';
import type { XmlElementHandler, XmlElements } from './xml-elements.ts';

const MM_PER_MICRON = 1e-3;

/** SEMI G85: one wafer a file, its rows from the top of the wafer down, each from the left. */
export class G85Handler implements XmlElementHandler {
  readonly #decoder: MapDecoder;
  readonly #xml: () => XmlElements;
  #waferId = '';
  #map: MapDraft | null = null;
  #devices = 0;
  readonly #opened: Readonly<Record<string, (attribute: Attributes) => void>> = {
    Map: (attribute) => this.#wafer(attribute),
    Device: (attribute) => this.#device(attribute),
    ReferenceDevice: (attribute) => this.#referenceDie(attribute),
    Bin: (attribute) => this.#bin(attribute),
  };

  constructor(decoder: MapDecoder, xml: () => XmlElements) {
    this.#decoder = decoder;
    this.#xml = xml;
  }

  open(name: string, attribute: Attributes): void {
    this.#opened[name]?.(attribute);
  }

  close(name: string, text: string): void {
    if (name === 'Row') this.#row(text);
    if (name === 'Device') this.#decoder.end();
  }

  #wafer(attribute: Attributes): void {
    this.#waferId = waferOf(attribute, this.#xml());
  }

  #device(attribute: Attributes): void {
    this.#devices += 1;
    if (this.#devices > 1) {
      const remedy = 'Cut the map into one file a product and import each.';
      throw this.#xml().fail('several-devices', 'the wafer carries more than one product', remedy);
    }
    const map = this.#draft(attribute);
    this.#map = map;
    const header = {
      format: 'G85',
      lotId: (attribute('LotId') ?? '').trim(),
      product: map.grid.product,
      mapName: '',
      createdAt: mapTime(attribute('CreateDate')) ?? mapTime(attribute('LastModified')),
    } as const;
    this.#decoder.begin(header, map);
  }

  #draft(attribute: Attributes): MapDraft {
    const axes = g85Axes(attribute('OriginLocation'));
    if (axes === null) throw this.#xml().fail('field-missing', 'OriginLocation is none of the standard');
    const notch = notchAt(attribute('Orientation'));
    if (notch === null) throw this.#xml().fail('field-missing', 'Orientation is none of 0, 90, 180 and 270');
    const [rows, columns] = [whole(attribute('Rows')), whole(attribute('Columns'))];
    if (rows === null || columns === null) {
      throw this.#xml().fail('field-missing', 'the map does not tell its Rows and Columns');
    }
    return {
      waferId: this.#waferId,
      axes,
      notch,
      grid: {
        columns,
        rows,
        dieWidthMm: size(attribute('DeviceSizeX'), MM_PER_MICRON),
        dieHeightMm: size(attribute('DeviceSizeY'), MM_PER_MICRON),
        product: (attribute('ProductId') ?? '').trim(),
      },
      binType: requiredBinType(attribute, this.#xml()),
      nullBin: attribute('NullBin') ?? '',
      mapName: '',
      referenceDie: null,
      rowsRead: 0,
      parts: 0,
      perBin: new Map(),
    };
  }

  #referenceDie(attribute: Attributes): void {
    const [x, y] = [whole(attribute('ReferenceDeviceX')), whole(attribute('ReferenceDeviceY'))];
    if (this.#map !== null && x !== null && y !== null) this.#map.referenceDie = { x, y };
  }

  #bin(attribute: Attributes): void {
    const map = this.#map;
    if (map === null) return;
    this.#decoder.addBin(binOf(attribute, map, this.#xml()));
  }

  /** Rows and columns are as the eye sees them; coordinates are counted from the origin. */
  #row(text: string): void {
    const map = this.#map;
    if (map === null) return;
    const { rows, columns } = map.grid;
    const fromTop = map.rowsRead;
    const row = map.axes.y === 'down' ? fromTop : (rows ?? 0) - 1 - fromTop;
    const mirrored = map.axes.x === 'left';
    const middle = map.axes.origin === 'center';
    const y = row - (middle ? Math.floor((rows ?? 0) / 2) : 0);
    const x = middle ? -Math.floor((columns ?? 0) / 2) : 0;
    this.#decoder.row(text, { x: null, y }, { firstX: x, mirrored });
  }
}
