import type { SortFileItem } from '../sort-file/sort-file.ts';
import { DEFAULT_SORT_FILE_LIMITS, type SortFileLimits } from './decode-context.ts';
import { SortFileDecoder } from './sort-file-decoder.ts';

export interface ReadSortFileOptions {
  /** Named in errors. */
  readonly fileName?: string | undefined;
  readonly limits?: Partial<SortFileLimits> | undefined;
}

/**
 * Reads an STDF V4 file of any length, in either byte order, from its unpacked bytes, in bounded memory. Items come in
 * file order: the header first, each test's definition before the first segment with its values, bins and the summary
 * last. Throws StdfError when the file can't be read; the items before it must then be dropped.
 */
export async function* readSortFile(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReadSortFileOptions = {},
): AsyncGenerator<SortFileItem, void, undefined> {
  const decoder = new SortFileDecoder({ ...DEFAULT_SORT_FILE_LIMITS, ...options.limits }, options.fileName);
  for await (const chunk of chunks) {
    decoder.push(chunk);
    while (decoder.decode()) yield* decoder.takeItems();
    yield* decoder.takeItems();
  }
  decoder.finish();
  yield* decoder.takeItems();
}
