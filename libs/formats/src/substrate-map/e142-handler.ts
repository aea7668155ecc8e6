import type { MapDecoder } from './map-decoder.ts';
import { emptyGrid, type GridDraft, type MapDraft } from './map-draft.ts';
import type { MapHeader } from './map-items.ts';
import { e142Axes, notchAt } from './map-axes.ts';
import { type Attributes, binOf, requiredBinType, size, waferOf, whole } from './map-terms.ts';
import { mapTime } from './map-time.ts';
import type { XmlElementHandler, XmlElements } from './xml-elements.ts';

interface Substrate {
  lotId: string;
  product: string;
  createdAt: string | null;
}

const MM_PER_UNIT: Readonly<Record<string, number>> = {
  mm: 1,
  micron: 1e-3,
  um: 1e-3,
  cm: 10,
  inch: 25.4,
  mil: 0.0254,
};

/** SEMI E142: layouts, substrates, then a map for each with its overlays, of which the first with bins is read. */
export class E142Handler implements XmlElementHandler {
  readonly #decoder: MapDecoder;
  readonly #xml: () => XmlElements;
  readonly #layouts = new Map<string, GridDraft>();
  readonly #substrates = new Map<string, Substrate>();
  #layout: GridDraft | null = null;
  #millimetres = 1;
  #substrate: Substrate | null = null;
  #map: MapDraft | null = null;
  #mapWasRead = false;
  #reading = false;
  #substrateId = '';
  #row: { x: number | null; y: number | null } = { x: null, y: null };
  readonly #opened: Readonly<Record<string, (attribute: Attributes) => void>> = {
    Layout: (attribute) => this.#beginLayout(attribute),
    Dimension: (attribute) => this.#dimension(attribute),
    DeviceSize: (attribute) => this.#deviceSize(attribute),
    Substrate: (attribute) => this.#beginSubstrate(attribute),
    SubstrateMap: (attribute) => this.#beginMap(attribute),
    Overlay: (attribute) => this.#overlay(attribute),
    Coordinates: (attribute) => this.#referenceDie(attribute),
    BinCodeMap: (attribute) => this.#beginBins(attribute),
    BinDefinition: (attribute) => this.#bin(attribute),
    BinCode: (attribute) => (this.#row = { x: whole(attribute('X')), y: whole(attribute('Y')) }),
  };
  readonly #closed: Readonly<Record<string, (text: string) => void>> = {
    Layout: () => (this.#layout = null),
    Substrate: () => (this.#substrate = null),
    LotId: (text) => this.#ofSubstrate({ lotId: text.trim() }),
    ProductId: (text) => this.#product(text.trim()),
    CreateDate: (text) => this.#ofSubstrate({ createdAt: text.trim() }),
    BinCode: (text) => this.#endRow(text),
    BinCodeMap: () => this.#endBins(),
    SubstrateMap: () => (this.#map = null),
  };

  constructor(decoder: MapDecoder, xml: () => XmlElements) {
    this.#decoder = decoder;
    this.#xml = xml;
  }

  open(name: string, attribute: Attributes): void {
    this.#opened[name]?.(attribute);
  }

  close(name: string, text: string): void {
    this.#closed[name]?.(text);
  }

  #beginLayout(attribute: Attributes): void {
    this.#layout = emptyGrid();
    this.#millimetres = MM_PER_UNIT[(attribute('DefaultUnits') ?? 'mm').toLowerCase()] ?? Number.NaN;
    this.#layouts.set(attribute('LayoutId') ?? '', this.#layout);
    if (this.#layouts.size > 1000) throw this.#xml().fail('limit-exceeded', 'the file has more than 1,000 layouts');
  }

  #dimension(attribute: Attributes): void {
    if (this.#layout === null) return;
    this.#layout.columns = whole(attribute('X'));
    this.#layout.rows = whole(attribute('Y'));
  }

  #deviceSize(attribute: Attributes): void {
    if (this.#layout === null) return;
    this.#layout.dieWidthMm = size(attribute('X'), this.#millimetres);
    this.#layout.dieHeightMm = size(attribute('Y'), this.#millimetres);
  }

  #beginSubstrate(attribute: Attributes): void {
    this.#substrate = { lotId: attribute('LotId') ?? '', product: '', createdAt: attribute('CreateDate') };
    this.#substrates.set(attribute('SubstrateId') ?? '', this.#substrate);
    if (this.#substrates.size > 1000)
      throw this.#xml().fail('limit-exceeded', 'the file has more than 1,000 substrates');
  }

  #ofSubstrate(told: Partial<Substrate>): void {
    if (this.#substrate !== null) Object.assign(this.#substrate, told);
  }

  #product(product: string): void {
    if (this.#layout !== null) this.#layout.product = product;
    else this.#ofSubstrate({ product });
  }

  #beginMap(attribute: Attributes): void {
    this.#substrateId = waferOf(attribute, this.#xml());
    const axes = e142Axes(attribute('OriginLocation'), attribute('AxisDirection'));
    if (axes === null)
      throw this.#xml().fail('field-missing', 'OriginLocation or AxisDirection is none of the standard');
    const notch = notchAt(attribute('Orientation'));
    if (notch === null) throw this.#xml().fail('field-missing', 'Orientation is none of 0, 90, 180 and 270');
    this.#mapWasRead = false;
    this.#map = {
      waferId: this.#substrateId,
      axes,
      notch,
      grid: this.#gridOf(attribute('LayoutSpecifier')),
      binType: 'ascii',
      nullBin: '',
      mapName: '',
      referenceDie: null,
      rowsRead: 0,
      parts: 0,
      perBin: new Map(),
    };
  }

  /** `WaferLayout/Devices`: the last of the path holds the dies. */
  #gridOf(specifier: string | null): GridDraft {
    const id = (specifier ?? '').split('/').at(-1) ?? '';
    return { ...(this.#layouts.get(id) ?? emptyGrid()) };
  }

  #overlay(attribute: Attributes): void {
    if (this.#map !== null && !this.#mapWasRead) this.#map.mapName = attribute('MapName') ?? '';
  }

  #referenceDie(attribute: Attributes): void {
    const [x, y] = [whole(attribute('X')), whole(attribute('Y'))];
    if (this.#map !== null && x !== null && y !== null) this.#map.referenceDie ??= { x, y };
  }

  #beginBins(attribute: Attributes): void {
    const map = this.#map;
    if (map === null) return;
    if (this.#mapWasRead) {
      this.#decoder.warn('overlay-passed-over', 'Overlay', 'The wafer has a second map of bins; the first was read.');
      return;
    }
    map.binType = requiredBinType(attribute, this.#xml());
    map.nullBin = attribute('NullBin') ?? '';
    this.#reading = true;
    this.#decoder.begin(this.#headerOf(map), map);
  }

  #headerOf({ grid, mapName }: MapDraft): MapHeader {
    const { lotId = '', product = '', createdAt = null } = this.#substrates.get(this.#substrateId) ?? {};
    return {
      format: 'E142',
      lotId,
      product: grid.product === '' ? product : grid.product,
      mapName,
      createdAt: mapTime(createdAt),
    };
  }

  #bin(attribute: Attributes): void {
    const map = this.#map;
    if (map === null || !this.#reading) return;
    this.#decoder.addBin(binOf(attribute, map, this.#xml()));
  }

  #endRow(text: string): void {
    const map = this.#map;
    if (map === null || !this.#reading) return;
    if (map.rowsRead === 0 && this.#row.y === null && !map.axes.origin.startsWith('upper')) {
      const message = 'The rows tell no coordinates; they were read from the origin on, in the direction of the axis.';
      this.#decoder.warn('row-order-assumed', 'BinCode', message);
    }
    this.#decoder.row(text, this.#row);
  }

  #endBins(): void {
    if (!this.#reading) return;
    this.#decoder.end();
    this.#reading = false;
    this.#mapWasRead = true;
  }
}
