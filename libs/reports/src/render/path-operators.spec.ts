import { describe, expect, it } from 'vitest';
import { pathOperators } from './path-operators.ts';

describe('operators of a path', () => {
  it('are one a rectangle and two a line', () => {
    expect(pathOperators('M-1.5 2h10.14v.5h-10.14zM0 .1h.2M3 -4v-1.01')).toBe(
      ['-1.5 2 10.14 .5 re', '0 .1 m 0.2 .1 l', '3 -4 m 3 -5.01 l'].join('\n'),
    );
  });

  it.each(['M0 0h1v2h-3z', 'M0 0L1 1', 'M0 0h1v2h-1zA3 3 0 1 1 2 2', 'M0 0h1e3'])(
    'are left to whoever reads all of SVG for %s',
    (d) => {
      expect(pathOperators(d)).toBeNull();
    },
  );
});
