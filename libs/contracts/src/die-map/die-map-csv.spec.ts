import { describe, expect, it } from 'vitest';
import { extentOf, readDieMapCsv } from './die-map-csv.ts';

describe('a die map before it is sent', () => {
  it.each(['x,y\n-1,2\n0,2\n', '\uFEFFX;Y\r\n-1;2\r\n\r\n0;2', '"x"\t"y"\n"-1"\t"2"\n0\t2'])('reads %j', (text) => {
    const { dies, issues } = readDieMapCsv(text);
    expect(issues).toEqual([]);
    expect([[...dies.x], [...dies.y]]).toEqual([
      [-1, 0],
      [2, 2],
    ]);
    expect(extentOf(dies)).toEqual({ minX: -1, maxX: 0, minY: 2, maxY: 2 });
  });

  it('names the lines that are wrong as an editor counts them', () => {
    const { issues } = readDieMapCsv('\nx,y\n0,0\n1,zero\n\n0,0\n40000,1\n1.5,2');
    expect(issues.map(({ line, code }) => [line, code])).toEqual([
      [4, 'notNumbers'],
      [6, 'twice'],
      [7, 'range'],
      [8, 'notNumbers'],
    ]);
  });

  it.each([
    ['  \n', null, 'empty'],
    ['0,0\n1,0', 1, 'header'],
    ['x,y\n', null, 'noDies'],
  ])('refuses %j', (text, line, code) => {
    expect(readDieMapCsv(text).issues).toEqual([expect.objectContaining({ line, code })]);
  });

  it('stops after a handful of issues: the file is something else', () => {
    expect(readDieMapCsv(`x,y\n${'what,ever\n'.repeat(1000)}`).issues).toHaveLength(5);
  });
});
