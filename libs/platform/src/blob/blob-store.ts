import type { Readable } from 'node:stream';

export interface StoredBlob {
  /** SHA-256 of the content, in hex: the same content has the same key and is kept once. */
  readonly key: string;
  readonly byteSize: number;
}

/** Files that are too big for the database: uploads and results. */
export abstract class BlobStore {
  /**
   * Keeps what the stream delivers, whole or not at all, safe from a power cut once it resolves.
   * Throws TOO_LARGE beyond `maxBytes`.
   */
  abstract write(content: Readable | AsyncIterable<Uint8Array>, maxBytes?: number): Promise<StoredBlob>;
  /** The content as a stream, from `start` on. Throws NOT_FOUND. */
  abstract read(key: string, start?: number): Promise<Readable>;
  /** Size in bytes; undefined when there is no such blob. */
  abstract size(key: string): Promise<number | undefined>;
  /** A blob that is not there counts as deleted. */
  abstract delete(key: string): Promise<void>;
}
