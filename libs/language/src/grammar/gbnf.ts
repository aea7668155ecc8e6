import type { Locale } from '@fabwright/facts';
import { aliasesOf } from '../draft/draft.ts';
import type { FactSheet, Statement } from '../fact-sheet/fact-sheet.ts';
import { isDirection, isNaming } from '../verifier/concepts.ts';
import { lexiconOf, type KnownPhrase } from '../verifier/lexicon.ts';
import { meaningOf, namingOf } from '../verifier/signature.ts';
import { choice, literal } from './choice.ts';

/** Most words between two references, so that a model which finds no end is stopped. */
const MOST_WORDS = 24;
const HAN_NUMERAL = /[零〇一二两三四五六七八九十百千万亿半几]/u;

/**
 * A grammar (GBNF) for the draft of some statements: a line for each, in their order, of the words its message may
 * use and each reference to its own facts once, in any order. It has no way to a digit, a percent sign, a number word, a
 * name, another reference or a brace outside one.
 */
export function draftGrammar(statements: readonly Statement[], sheet: FactSheet, locale: Locale): string {
  const aliases = [...aliasesOf(statements)];
  const lines = statements.flatMap((statement, at) => {
    const own = aliases.filter(([, target]) => target.statement === statement).map(([alias]) => `{{${alias}}}`);
    return lineRules(at, own, phrasesOf(statement, sheet, locale), locale);
  });
  const root = statements.map((_, at) => `line-${at}`).join(' "\\n" ');
  return [`root ::= ${root} "\\n"?`, ...lines, ...SHARED[locale], ''].join('\n');
}

const STOPS: Readonly<Record<Locale, string>> = { en: '")"? "."', 'zh-CN': '"）"? "。"' };

function lineRules(at: number, references: readonly string[], phrases: readonly string[], locale: Locale): string[] {
  const all = 2 ** references.length - 1;
  const rest = (left: number): string => `rest-${at}-${left}`;
  const said = (left: number): string[] =>
    references.flatMap((reference, position) =>
      (left & (1 << position)) === 0 ? [] : [`${literal(reference)} ${rest(left & ~(1 << position))}`],
    );
  return [
    `line-${at} ::= ${[`first-${at} ${rest(all)}`, ...said(all)].join(' | ')}`,
    `first-${at} ::= ${[choice(phrases.map(capitalised)), 'first-neutral'].filter((part) => part !== '').join(' | ')}`,
    `some-${at} ::= (gap word-${at}){0,${MOST_WORDS}}`,
    `word-${at} ::= ${[choice(phrases), 'neutral'].filter((part) => part !== '').join(' | ')}`,
    `${rest(0)} ::= some-${at} ${STOPS[locale]}`,
    // which references are still to come is what the number says, a bit for each
    ...Array.from({ length: all }, (_, before) => before + 1).map(
      (left) => `${rest(left)} ::= some-${at} gap (${said(left).join(' | ')})`,
    ),
  ];
}

/** Phrases a sentence of this statement may use besides the neutral: those of the concepts its message's frames have. */
function phrasesOf(statement: Statement, sheet: FactSheet, locale: Locale): string[] {
  const admits = conceptsOf(statement, sheet, locale);
  return PHRASES[locale].flatMap(({ concept, text }) => (concept !== null && admits(concept) ? [text] : []));
}

function conceptsOf(statement: Statement, sheet: FactSheet, locale: Locale): (concept: string) => boolean {
  const { signatures } = meaningOf(statement.message, locale);
  const claims = signatures.flatMap((signature) => [...signature.claims]);
  const asserted = new Set(claims.flatMap((claim) => claim.split(':')));
  const naming = namingOf(statement, sheet, locale);
  const hasDirection = signatures.some((signature) => signature.hasDirection);
  return (concept) => {
    if (isNaming(concept)) return naming.has(concept);
    return isDirection(concept) ? hasDirection : asserted.has(concept);
  };
}

/** "σ limits" stays as it is, also where it begins a sentence. */
function capitalised(phrase: string): string {
  return /^[a-z]/.test(phrase) ? phrase.charAt(0).toUpperCase() + phrase.slice(1) : phrase;
}

/** A numeral that counts nothing (一致) is left out with the rest: in a row of random words it could begin to count. */
function phrases(locale: Locale): KnownPhrase[] {
  return [...lexiconOf(locale).values()].flat().filter(({ text }) => !HAN_NUMERAL.test(text));
}

const PHRASES: Readonly<Record<Locale, readonly KnownPhrase[]>> = { en: phrases('en'), 'zh-CN': phrases('zh-CN') };

/** What every line shares: the neutral words, and what stands between two pieces (a space in English, a mark). */
function sharedRules(locale: Locale, gap: string): string[] {
  const neutral = PHRASES[locale].flatMap(({ concept, text }) => (concept === null ? [text] : []));
  return [`neutral ::= ${choice(neutral)}`, `first-neutral ::= ${choice(neutral.map(capitalised))}`, `gap ::= ${gap}`];
}

const SHARED: Readonly<Record<Locale, readonly string[]>> = {
  en: sharedRules('en', '")"? ("," | ";" | ":")? " " "("?'),
  'zh-CN': sharedRules('zh-CN', '[，；：（）、 ]*'),
};
