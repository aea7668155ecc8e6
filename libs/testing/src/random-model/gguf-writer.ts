/** A value of a GGUF file's metadata, with the type that the format needs to know. */
export type GgufValue =
  | { readonly type: 'uint32' | 'float32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'float32s' | 'int32s'; readonly value: readonly number[] };

/** A tensor of 32-bit floats; the first dimension is the one whose values lie next to each other. */
export interface GgufTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly values: Float32Array;
}

const ALIGNMENT = 32;
const TYPE = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
const F32 = 0;

/** The bytes of a GGUF file, version 3 (the format that llama.cpp reads), little-endian. */
export function ggufFile(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Buffer {
  const entries = Object.entries(metadata);
  const parts = [Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(entries.length)];
  for (const [key, value] of entries) parts.push(string(key), encoded(value));
  let offset = 0;
  for (const { name, dimensions, values } of tensors) {
    parts.push(string(name), uint32(dimensions.length), ...dimensions.map(uint64), uint32(F32), uint64(offset));
    offset += aligned(values.byteLength);
  }
  parts.push(padding(parts.reduce((sum, part) => sum + part.byteLength, 0)));
  for (const { values } of tensors) {
    parts.push(Buffer.from(values.buffer, values.byteOffset, values.byteLength), padding(values.byteLength));
  }
  return Buffer.concat(parts);
}

function encoded(entry: GgufValue): Buffer {
  switch (entry.type) {
    case 'uint32':
      return Buffer.concat([uint32(TYPE.uint32), uint32(entry.value)]);
    case 'float32':
      return Buffer.concat([uint32(TYPE.float32), float32(entry.value)]);
    case 'bool':
      return Buffer.concat([uint32(TYPE.bool), Buffer.from([entry.value ? 1 : 0])]);
    case 'string':
      return Buffer.concat([uint32(TYPE.string), string(entry.value)]);
    case 'strings':
      return array(TYPE.string, entry.value.map(string));
    case 'float32s':
      return array(TYPE.float32, entry.value.map(float32));
    case 'int32s':
      return array(TYPE.int32, entry.value.map(uint32));
  }
}

function array(type: number, items: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(TYPE.array), uint32(type), uint64(items.length), ...items]);
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([uint64(bytes.byteLength), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function padding(length: number): Buffer {
  return Buffer.alloc(aligned(length) - length);
}
