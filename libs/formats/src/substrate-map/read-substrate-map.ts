import type { SortFileItem } from '../sort-file/sort-file.ts';
import { E142Handler } from './e142-handler.ts';
import { G85Handler } from './g85-handler.ts';
import { MapDecoder } from './map-decoder.ts';
import { XmlElements, type XmlElementHandler } from './xml-elements.ts';

export interface ReadSubstrateMapOptions {
  /** Named in errors. */
  readonly fileName?: string | undefined;
}

/**
 * Reads a wafer map in SEMI E142 or G85, both XML, from its unpacked bytes, in bounded memory, as a sort file without
 * tests: the same items as `readSortFile` yields. Dies keep the file's coordinates; the layout says how they lie.
 * Throws SubstrateMapError when the file can't be read; the items before it must then be dropped.
 */
export async function* readSubstrateMap(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReadSubstrateMapOptions = {},
): AsyncGenerator<SortFileItem, void, undefined> {
  const reading = new Reading(options.fileName);
  for await (const chunk of chunks) {
    reading.xml.push(chunk);
    yield* reading.decoder.takeItems();
  }
  reading.xml.finish();
  reading.decoder.finish(reading.xml.bytes);
  yield* reading.decoder.takeItems();
}

/** Chooses the standard by the root of the document. */
class Reading implements XmlElementHandler {
  readonly xml: XmlElements;
  readonly decoder = new MapDecoder(() => this.xml);
  #standard: XmlElementHandler | null = null;

  constructor(fileName: string | undefined) {
    this.xml = new XmlElements(this, fileName);
  }

  open(name: string, attribute: (name: string) => string | null): void {
    this.#standard ??= this.#standardOf(name);
    this.#standard.open(name, attribute);
  }

  close(name: string, text: string): void {
    this.#standard?.close(name, text);
  }

  #standardOf(root: string): XmlElementHandler {
    if (root === 'MapData') return new E142Handler(this.decoder, () => this.xml);
    if (root === 'Map') return new G85Handler(this.decoder, () => this.xml);
    const remedy = 'Choose a map in SEMI E142 (MapData) or SEMI G85 (Map).';
    throw this.xml.fail('not-a-substrate-map', `the document is a ${root.slice(0, 40)}`, remedy);
  }
}
