import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { SubstrateMapError, type SubstrateMapErrorCode } from './substrate-map-error.ts';

export interface XmlElementHandler {
  /** Names without their namespace's prefix. */
  open(name: string, attribute: (name: string) => string | null): void;
  /** `text` is what stood directly in the element behind its last child. */
  close(name: string, text: string): void;
}

/** No element of a map, and no row of dies, is longer than this. */
const LONGEST_PIECE = 1_000_000;
const DEEPEST = 32;
const WRITE_AGAIN = 'Export the map again, or ask for the original.';

/**
 * Elements of an XML file as its bytes come, in the memory of one element. Strict: what is not well-formed is an error,
 * and a document type (DOCTYPE), by which files can name other files or grow without end, is refused.
 */
export class XmlElements {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #handler: XmlElementHandler;
  readonly #fileName: string | undefined;
  readonly #path: string[] = [];
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  #head = new Uint8Array(0);
  #text = '';
  #eventAt = 0;
  bytes = 0;

  constructor(handler: XmlElementHandler, fileName: string | undefined) {
    this.#handler = handler;
    this.#fileName = fileName;
    this.#parser.on('error', (error) => {
      throw this.#notWellFormed(error);
    });
    this.#parser.on('doctype', () => {
      throw this.fail(
        'doctype-refused',
        'the file has a DOCTYPE',
        'Remove it: no map needs one. Then import it again.',
      );
    });
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', (tag) => this.#close(tag));
    this.#parser.on('text', (text) => this.#take(text));
    this.#parser.on('cdata', (text) => this.#take(text));
  }

  push(chunk: Uint8Array): void {
    this.bytes += chunk.byteLength;
    if (this.#decoder !== null) {
      this.#write(this.#decode(chunk, true));
      return;
    }
    // The encoding shows in the first bytes, which may come one by one.
    const joined = new Uint8Array(this.#head.length + chunk.length);
    joined.set(this.#head);
    joined.set(chunk, this.#head.length);
    this.#head = joined;
    if (joined.length >= 4) this.#begin();
  }

  /** At the end of the bytes: throws when elements are open still. */
  finish(): void {
    if (this.bytes === 0) throw this.fail('empty-file', 'the file is empty', 'Check the copy; its size is 0.');
    if (this.#decoder === null) this.#begin();
    this.#write(this.#decode(new Uint8Array(0), false));
    const open = this.#path.at(-1);
    if (open !== undefined) {
      const remedy = 'The copy was cut. Copy the file again and compare its size with the original.';
      throw this.fail('not-well-formed', `the file ends inside of ${open}`, remedy);
    }
    this.#parser.close();
  }

  get position(): number {
    return this.#parser.position;
  }

  /** An error at the place that was read last. */
  fail(code: SubstrateMapErrorCode, what: string, remedy = WRITE_AGAIN): SubstrateMapError {
    return new SubstrateMapError({
      code,
      what,
      remedy,
      byteOffset: this.#parser.position,
      line: this.#parser.line,
      record: this.#path.at(-1) ?? 'file',
      fileName: this.#fileName,
    });
  }

  #begin(): void {
    const [first, second] = this.#head;
    const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    const encoding = !utf16 ? 'utf-8' : first === 0xff ? 'utf-16le' : 'utf-16be';
    this.#decoder = new TextDecoder(encoding, { fatal: true });
    const head = this.#head;
    this.#head = new Uint8Array(0);
    this.#write(this.#decode(head, true));
  }

  #decode(chunk: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder?.decode(chunk, { stream }) ?? '';
    } catch {
      throw this.fail('not-well-formed', 'the bytes are no UTF-8 text', 'Save the map as UTF-8.');
    }
  }

  #write(text: string): void {
    this.#parser.write(text);
    if (this.#parser.position - this.#eventAt <= LONGEST_PIECE) return;
    throw this.fail('limit-exceeded', `a single piece of it is longer than ${LONGEST_PIECE} characters`);
  }

  #open(tag: SaxesTagPlain): void {
    this.#eventAt = this.#parser.position;
    const name = local(tag.name);
    if (this.#path.push(name) > DEEPEST) {
      throw this.fail('limit-exceeded', `elements lie more than ${DEEPEST} deep in each other`);
    }
    this.#text = '';
    this.#handler.open(name, (attribute) => tag.attributes[attribute] ?? null);
  }

  #close(tag: SaxesTagPlain): void {
    this.#eventAt = this.#parser.position;
    this.#handler.close(local(tag.name), this.#text);
    this.#path.pop();
    this.#text = '';
  }

  #take(text: string): void {
    this.#eventAt = this.#parser.position;
    this.#text += text;
    if (this.#text.length > LONGEST_PIECE) {
      throw this.fail('limit-exceeded', `the text of an element is longer than ${LONGEST_PIECE} characters`);
    }
  }

  #notWellFormed(error: Error): SubstrateMapError {
    if (this.#path.length === 0 && this.#parser.position < 4096) {
      const remedy = 'Choose a map in SEMI E142 or G85 as XML.';
      return this.fail('not-a-substrate-map', 'the file is no XML', remedy);
    }
    return this.fail('not-well-formed', `the XML is damaged: ${error.message.replace(/^\d+:\d+: /, '').slice(0, 120)}`);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
