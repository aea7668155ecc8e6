/** A packed file unpacks to more than it may. The message names the limit and the remedy. */
export class ExpansionLimitError extends Error {
  override readonly name = 'ExpansionLimitError';
  readonly code = 'expansion-limit';
  readonly bytesOut: number;

  constructor(what: string, bytesOut: number) {
    super(
      `The packed file ${what}. Nothing of it was imported. Unpack it by hand and import the file itself, if it is one.`,
    );
    this.bytesOut = bytesOut;
  }
}

export interface ExpansionLimits {
  /** Most bytes that may come out. */
  readonly maxBytes: number;
  /** Most bytes out per byte in, once `graceBytes` have come out. */
  readonly maxRatio: number;
  readonly graceBytes: number;
}

/** A real STDF file unpacks to 5–30 times its size; gzip can reach 1,030. */
export const DEFAULT_EXPANSION_LIMITS: ExpansionLimits = {
  maxBytes: 16 * 2 ** 30,
  maxRatio: 200,
  graceBytes: 16 * 2 ** 20,
};

/** Counts what passes through, for the ratio of packed to unpacked. */
export class ByteCounter {
  bytes = 0;

  async *count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      this.bytes += chunk.byteLength;
      yield chunk;
    }
  }
}

/**
 * Hands on unpacked bytes and stops a gz bomb: throws ExpansionLimitError as soon as a limit is passed, having held no
 * more than one chunk. `packed` counts the bytes that go into the unpacker.
 */
export async function* boundExpansion(
  unpacked: AsyncIterable<Uint8Array>,
  packed: Pick<ByteCounter, 'bytes'>,
  limits: ExpansionLimits = DEFAULT_EXPANSION_LIMITS,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytesOut = 0;
  for await (const chunk of unpacked) {
    bytesOut += chunk.byteLength;
    if (bytesOut > limits.maxBytes) {
      throw new ExpansionLimitError(`unpacks to more than ${limits.maxBytes} bytes`, bytesOut);
    }
    if (bytesOut > limits.graceBytes && bytesOut > packed.bytes * limits.maxRatio) {
      throw new ExpansionLimitError(`unpacks to more than ${limits.maxRatio} times its size`, bytesOut);
    }
    yield chunk;
  }
}
