import { Logger } from '@nestjs/common';
import { afterEach, expect, it, vi } from 'vitest';
import { drawFigure } from './draw-figure.ts';

const frame = { title: 'Yield', caption: '', heightPt: 90 };
afterEach(() => vi.restoreAllMocks());

it('leaves the box of a picture that could not be drawn, with the reason, and logs why', () => {
  const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
  const err = new Error('no such bin');
  const figure = drawFigure(frame, 'The trend is missing.', () => {
    throw err;
  });
  expect(figure).toEqual({ ...frame, svg: null, missing: 'The trend is missing.' });
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ err }), expect.any(String));
});

it('logs nothing where there is nothing to draw', () => {
  const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
  expect(drawFigure(frame, 'No trend yet.', () => null).svg).toBeNull();
  expect(log).not.toHaveBeenCalled();
});
