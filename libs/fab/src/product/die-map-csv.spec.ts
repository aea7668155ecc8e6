import { describe, expect, it } from 'vitest';
import { parseDieMapCsv } from './die-map-csv.ts';

describe('a die map as CSV', () => {
  it('is read with any usual separator, line end and byte order mark', () => {
    const read = parseDieMapCsv('\uFEFFX;Y\r\n-3;4\r\n\r\n"0";"1"\r\n');
    expect(read).toEqual({ ok: true, dies: { x: Int16Array.of(-3, 0), y: Int16Array.of(4, 1) } });
  });

  it.each([
    ['', 'empty'],
    ['1,2\n', 'header must be'],
    ['x,y\n', 'no dies'],
    ['x,y\n1,2\n1,2\n', 'Line 3: die 1,2 stands twice'],
    ['x,y\n1,b\n', 'Line 2: "1,b" is not two whole numbers'],
    ['x,y\n40000,1\n', 'Line 2: coordinates go from'],
  ])('is refused with the line and the reason: %j', (text, reason) => {
    const read = parseDieMapCsv(text);
    expect(read.ok ? [] : read.issues).toEqual([expect.stringContaining(reason)]);
  });
});
