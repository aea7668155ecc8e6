import { textWidth } from '../engine/text-width.ts';
import { readSvg, writeSvg, type SvgPiece } from './svg-source.ts';

/** A picture loads no font: whatever the reader's machine has. */
const FAMILY = 'Inter, system-ui, sans-serif';
const DEFAULT_PX = '12px';

/**
 * A chart made for paper as a picture (`img`) of a page. A picture can't have the fonts it was laid out with; each text
 * is set to the width that Inter has, so that none runs over the edge in another one. Pure.
 */
export function svgAsPicture(svg: string): string {
  const pieces = readSvg(svg);
  return writeSvg(
    pieces.map((piece, index) =>
      piece.kind === 'open' && piece.name === 'text' ? fitted(piece, pieces[index + 1]) : piece,
    ),
  );
}

/** Texts of several parts keep their own widths: charts have none. */
function fitted(piece: SvgPiece & { readonly kind: 'open' | 'empty' }, content: SvgPiece | undefined): SvgPiece {
  const attributes = new Map(piece.attributes).set('font-family', FAMILY);
  if (content?.kind !== 'text') return { ...piece, attributes };
  const font = `${attributes.get('font-weight') ?? ''} ${attributes.get('font-size') ?? DEFAULT_PX}`;
  const width = textWidth(plain(content.text), font);
  if (width > 0) attributes.set('textLength', width.toFixed(1)).set('lengthAdjust', 'spacingAndGlyphs');
  return { ...piece, attributes };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function plain(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (escaped) => ESCAPES[escaped] ?? escaped);
}
