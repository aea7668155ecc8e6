import type { Readable } from 'node:stream';

export interface StoredBlob {
  /** SHA-256 of the content, in hex: the same content has the same key and is kept once. */
  readonly key: string;
  readonly byteSize: number;
}

/** Of these keys, those that a row of the database names. */
export type NeededBlobs = (keys: readonly string[]) => Promise<ReadonlySet<string>>;

export interface SweptBlobs {
  readonly files: number;
  readonly bytes: number;
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
  /** The same, and the blob is as good as new: to be called by whoever is about to use again what was written before. */
  abstract renew(key: string): Promise<number | undefined>;
  /**
   * Throws away what nobody needs. A blob that was written or renewed since `before` stays; an older one that `needed`
   * does not name is put aside, can still be read, and goes with the next sweep that finds it put aside before `before`.
   */
  abstract sweep(needed: NeededBlobs, before: Date): Promise<SweptBlobs>;
}
