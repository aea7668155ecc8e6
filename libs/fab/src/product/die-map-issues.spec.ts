import { readDieMapCsv } from '@fabwright/contracts';
import { describe, expect, it } from 'vitest';
import { describeDieMapIssues } from './die-map-issues.ts';

describe('a refused die map', () => {
  it.each([
    ['', 'The file is empty.'],
    ['1,2\n', 'Line 1: the header must be'],
    ['x,y\n', 'no dies'],
    ['x,y\n1,2\n1,2\n', 'Line 3: die 1,2 stands twice'],
    ['x,y\n1,b\n', 'Line 2: "1,b" is not two whole numbers'],
    ['x,y\n40000,1\n', 'Line 2: coordinates go from'],
  ])('is told by line and reason: %j', (text, reason) => {
    expect(describeDieMapIssues(readDieMapCsv(text).issues)).toContain(reason);
  });
});
