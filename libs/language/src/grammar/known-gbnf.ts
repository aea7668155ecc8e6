import { writeLine } from '../draft/draft.ts';
import type { Statement } from '../fact-sheet/fact-sheet.ts';
import type { KnownSentences } from '../word-order/known-sentences.ts';
import { choice } from './choice.ts';

/** A grammar (GBNF) for the draft of some statements that admits in each line one of its statement's known sentences. */
export function knownGrammar(statements: readonly Statement[], known: KnownSentences): string {
  const root = statements.map((_, at) => `line-${at}`).join(' "\\n" ');
  const lines = statements.map((statement, at) => {
    const texts = known(statement).map((sentence) => writeLine({ statement, sentence }, statements));
    return `line-${at} ::= ${choice(texts)}`;
  });
  return [`root ::= ${root} "\\n"?`, ...lines, ''].join('\n');
}
