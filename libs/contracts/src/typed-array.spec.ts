import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64ByteLength, base64ToBytes, bytesToBase64 } from './base64.ts';
import * as codec from './typed-array.ts';

describe('base64', () => {
  it('agrees with Node for every length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = bytesToBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(base64ByteLength(text)).toBe(bytes.length);
        expect([...base64ToBytes(text)]).toEqual([...bytes]);
      }),
    );
  });

  it.each(['A', 'AB', 'A===', 'AA=A', 'AA-_', 'AAé='])('refuses %s', (text) => {
    expect(() => base64ToBytes(text)).toThrow(RangeError);
  });
});

describe('typed arrays', () => {
  it('are little-endian', () => {
    expect(codec.encodeInt16(Int16Array.of(1, -2))).toBe(Buffer.from([1, 0, 254, 255]).toString('base64'));
    expect(codec.encodeFloat32(Float32Array.of(1))).toBe('AACAPw==');
  });

  it('come back as they were, NaN and views into larger buffers included', () => {
    const values = Float32Array.of(9, 1.5, NaN, -0, 3.4e38, 7).subarray(1, 5);
    expect([...codec.decodeFloat32(codec.encodeFloat32(values))]).toEqual([...values]);
    fc.assert(
      fc.property(fc.int16Array(), fc.int8Array(), fc.uint16Array(), fc.int32Array(), (a, b, c, d) => {
        expect(codec.decodeTyped(codec.encodeInt16(a), 'int16')).toEqual(a);
        expect(codec.decodeTyped(codec.encodeInt8(b), 'int8')).toEqual(b);
        expect(codec.decodeTyped(codec.encodeUint16(c), 'uint16')).toEqual(c);
        expect(codec.decodeTyped(codec.encodeInt32(d), 'int32')).toEqual(d);
        expect(codec.encodedLength(codec.encodeInt32(d), 'int32')).toBe(d.length);
      }),
    );
  });

  it('refuse half a value', () => {
    expect(() => codec.decodeFloat32('AAAA')).toThrow('3 bytes are not a whole number of 4-byte values');
    expect(codec.encodedLength('AAAA', 'float32')).toBe(-1);
  });
});
