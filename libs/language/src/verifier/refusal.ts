/**
 * Why a text is refused. The first group is about single words and marks, the second about references, the third about
 * what the words say of the facts, the last about the text as a whole.
 */
export type RefusalCode =
  | 'number'
  | 'number-word'
  | 'quantifier'
  | 'date'
  | 'name'
  | 'instruction'
  | 'character'
  | 'language'
  | 'unknown-word'
  | 'malformed-reference'
  | 'unknown-reference'
  | 'missing-reference'
  | 'repeated-reference'
  | 'mixed-references'
  | 'wrong-role'
  | 'fact-text'
  | 'direction'
  | 'negation'
  | 'comparative'
  | 'superlative'
  | 'cause'
  | 'claim'
  | 'missing-claim'
  | 'length'
  | 'repetition'
  | 'order'
  | 'word-order'
  | 'missing-statement'
  | 'no-choice'
  | 'no-answer';

/** Where in a text: the sentence, from 0, and the words meant. */
export interface Place {
  readonly sentence: number;
  readonly words: string;
}

/** One reason, with its place and in words that can be handed back to whoever wrote the text. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly place: Place;
  readonly complaint: string;
}

/** What is wrong with a sentence, before it is known which sentence of the text it is. */
export type Fault = Pick<Refusal, 'code' | 'complaint'> & { readonly words: string };

const COMPLAINTS: Readonly<Record<RefusalCode, (words: string) => string>> = {
  number: (words) => `"${words}" is a number or percent sign; numbers come from references only.`,
  'number-word': (words) => `"${words}" is a number in words; numbers come from references only.`,
  quantifier: (words) => `"${words}" says how much or how many; only references may.`,
  date: (words) => `"${words}" is a date or day; times come from references only.`,
  name: (words) => `"${words}" looks like a name; names come from references only.`,
  instruction: (words) => `"${words}" is no part of a report's sentence.`,
  character: (words) => `The character "${words}" does not belong in a sentence.`,
  language: (words) => `"${words}" is not in the language of the text.`,
  'unknown-word': (words) => `"${words}" is not among the words known here; say it with those of the given sentence.`,
  'malformed-reference': (words) => `"${words}" holds a brace outside a reference.`,
  'unknown-reference': (words) => `There is no fact ${words} here.`,
  'missing-reference': (words) => `The sentence leaves out ${words}.`,
  'repeated-reference': (words) => `The sentence has ${words} more than once.`,
  'mixed-references': (words) => `${words} belongs to another sentence.`,
  'wrong-role': (words) => `The words around ${words} say that it is something else.`,
  'fact-text': (words) => `"${words}" is not how its fact is printed.`,
  direction: (words) => `"${words}" does not fit the direction of the fact.`,
  negation: (words) => `"${words}" denies what is true, or asserts what is denied.`,
  comparative: (words) => `"${words}" compares what no fact compares.`,
  superlative: (words) => `"${words}" ranks what no fact ranks.`,
  cause: (words) => `"${words}" names a cause; no fact tests one.`,
  claim: (words) => `"${words}" says something that the fact does not.`,
  'missing-claim': (words) => `The sentence does not say "${words}".`,
  length: (words) => `The sentence is too ${words}.`,
  repetition: (words) => `"${words}" is said again.`,
  order: (words) => `"${words}" counts on a sentence that must stand before it.`,
  'word-order': (words) => `"${words}" is an order of words that was not taught; take one that the given sentence has.`,
  'no-choice': (words) => `The answer chooses none of ${words}.`,
  'no-answer': (words) => `There was no answer: ${words}.`,
  'missing-statement': (words) => `The text leaves out what must be said: ${words}.`,
};

export function fault(code: RefusalCode, words: string): Fault {
  return { code, words, complaint: COMPLAINTS[code](words) };
}

export function refusalAt({ code, words, complaint }: Fault, sentence: number): Refusal {
  return { code, place: { sentence, words }, complaint };
}
