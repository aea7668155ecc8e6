import type { Locale } from '@fabwright/facts';
import type { Section } from '../fact-sheet/fact-sheet.ts';
import type { Refusal } from '../verifier/refusal.ts';
import type { TaughtWordings } from '../word-order/taught-wordings.ts';

/** What a phraser is asked: to say a draft in its own words. */
export interface PhrasingTask {
  readonly locale: Locale;
  readonly section: Section;
  /** The template sentences, one a line, with `{{alias}}` for each fact. */
  readonly draft: string;
  /** GBNF for the answer; a phraser that can't obey it is verified like any other. */
  readonly grammar: string;
  /** Wordings of each line, the template first: what a phraser of grade G1 chooses from. */
  readonly frames: readonly (readonly string[])[];
  /** What was wrong with the first answer; empty at the first try. */
  readonly complaints: readonly Refusal[];
}

/**
 * Whoever words a draft: a model, or a test that is worse than one. G1 chooses frames by number, G2 writes.
 * Nothing is trusted: each answer goes through the verifier.
 */
export type Phraser = PhraserHints &
  (
    | { readonly grade: 'G1'; choose(task: PhrasingTask): Promise<unknown> }
    | {
        readonly grade: 'G2';
        /** What it was taught, where it may say nothing else; a message that is not in it goes to the templates. */
        readonly taught?: TaughtWordings | null;
        write(task: PhrasingTask): Promise<string>;
      }
  );

interface PhraserHints {
  /** Whether it may be asked about facts of this kind; those it was not trained on go to the templates. Default: all. */
  knows?(factKind: string): boolean;
  /** What the verifier said of its last answer; empty = it passed. Not called where there was no answer. */
  judged?(refusals: readonly Refusal[]): Promise<void>;
}
