/** A piece of a draft as it was written; `at` counts characters from the start of its line. */
export type DraftPiece =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'reference'; readonly alias: string; readonly at: number };

export interface DraftLine {
  readonly pieces: readonly DraftPiece[];
  /** Text with a brace that belongs to no reference; such a line says nothing that can be trusted. */
  readonly malformed: readonly { readonly text: string; readonly at: number }[];
}

const REFERENCE = /\{\{([A-Za-z]+(?:_[a-z])?)\}\}/g;
/** Every character that could be taken for a brace. */
const BRACE = /[{}｛｝\u2774\u2775\uFE5B\uFE5C\u{1D114}]/u;

/**
 * The one reader of drafts: a line is a sentence, `{{alias}}` a reference; nothing else may hold a brace. One line
 * break at the very end is taken for the end mark; an empty line is a sentence without words.
 */
export function parseDraft(draft: string): DraftLine[] {
  return draft.replace(/\n$/, '').split('\n').map(parseLine);
}

function parseLine(line: string): DraftLine {
  const pieces: DraftPiece[] = [];
  let from = 0;
  const addText = (to: number): void => {
    if (to > from) pieces.push({ kind: 'text', text: line.slice(from, to), at: from });
  };
  for (const match of line.matchAll(REFERENCE)) {
    addText(match.index);
    pieces.push({ kind: 'reference', alias: match[1] ?? '', at: match.index });
    from = match.index + match[0].length;
  }
  addText(line.length);
  const malformed = pieces.flatMap((piece) =>
    piece.kind === 'text' && BRACE.test(piece.text) ? [{ text: piece.text, at: piece.at }] : [],
  );
  return { pieces, malformed };
}
