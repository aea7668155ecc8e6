import { expect, it } from 'vitest';
import { svgAsPicture } from './svg-as-picture.ts';

const text = (attributes: string, words: string): string => `<svg><text ${attributes}>${words}</text></svg>`;

it('holds each text to the width it was laid out with, in whatever font a reader has', () => {
  // M 903 + i 242 + l 242 thousandths of an em
  expect(svgAsPicture(text('font-size="10px" font-family="Inter"', 'Mil'))).toContain(
    'font-family="Inter, system-ui, sans-serif" textLength="13.9" lengthAdjust="spacingAndGlyphs"',
  );
});

it('measures what is read, not how it is written', () => {
  const width = (words: string): string | undefined => /textLength="([^"]+)"/.exec(svgAsPicture(text('', words)))?.[1];
  expect(width('&lt;')).toBe('7.9');
  expect(width('R&amp;D')).not.toBe(width('R&amp;amp;D'));
});

it('leaves everything else as it is', () => {
  const svg = '<svg viewBox="0 0 2 2"><path d="M0 0" fill="#fff"/><text><tspan x="0">a</tspan></text></svg>';
  expect(svgAsPicture(svg)).toBe(svg.replace('<text>', '<text font-family="Inter, system-ui, sans-serif">'));
});
