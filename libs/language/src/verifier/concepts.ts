import type { RefusalCode } from './refusal.ts';

/** Words that only name what a sentence is about: allowed where the statement is about it, never required. */
export const NAMING = [
  'final',
  'first-pass',
  'record',
  'yield',
  'loss',
  'loss-to',
  'lot',
  'wafer',
  'die',
  'bin',
  'test',
  'floor',
  'limits',
  'sigma',
  'rule',
  'rule-is',
  'slope-test',
  'spread',
  'product',
  'period',
  'past',
  'retest',
  'worth',
  'interval',
  'side',
  'smaller-side',
  'reason',
  'data',
  'figures',
  'above-text',
  'target',
  'gap',
  'mix',
  'excursion',
  'action',
  'tool',
  'step',
] as const;

/** Words that go up or down; judged against the direction of the statement's fact. */
export const DIRECTIONS = ['up', 'down'] as const;
/** Words that are good or bad for the fab; judged against the polarity of the statement's fact. */
export const POLARITIES = ['better', 'worse'] as const;

/** Words that assert something: a sentence asserts exactly what one of its statement's frames asserts. */
export const ASSERTIONS = [
  'not',
  'changed',
  'flat',
  'against',
  'than',
  'same',
  'more-than',
  'below',
  'above',
  'outside',
  'beyond',
  'within',
  'lowest',
  'highest',
  'largest',
  'latest',
  'other',
  'cause',
  'association',
  'why',
  'where',
  'tested',
  'chance',
  'uncertain',
  'ended',
  'recovered',
  'retested',
  'passed-first',
  'failed-again',
  'at-most',
  'passed-last',
  'alarmed',
  'alarm',
  'low-side',
  'high-side',
  'apart',
  'inconclusive',
  'needs',
  'has',
  'differ',
  'not-drawn',
  'untested',
  'counted-bad',
  'no-verdict',
  'excluded',
  'not-counted',
  'arrived',
  'may-change',
  'quarantine',
  'die-map',
  'per-tested',
  'complete',
  'stood-out',
  'within-products',
  'missing',
  'opened',
  'contained',
  'confirmed-cause',
  'agreed-open',
  'overdue',
  'no-target',
  'no-lot',
  'to-come',
  'as-it-stands',
  'compared',
  'too-few',
  'furthest-below',
  'furthest-above',
  'still',
  'quantifier',
  'date',
  'instruction',
] as const;

export type Concept =
  | (typeof NAMING)[number]
  | (typeof DIRECTIONS)[number]
  | (typeof POLARITIES)[number]
  | (typeof ASSERTIONS)[number];

const isOneOf = (list: readonly string[], concept: string): boolean => list.includes(concept);

export const isNaming = (concept: string): boolean => isOneOf(NAMING, concept);
export const isDirection = (concept: string): boolean => isOneOf(DIRECTIONS, concept) || isOneOf(POLARITIES, concept);

const CODES: Readonly<Record<string, RefusalCode>> = {
  cause: 'cause',
  association: 'cause',
  why: 'cause',
  up: 'direction',
  down: 'direction',
  better: 'direction',
  worse: 'direction',
  flat: 'direction',
  not: 'negation',
  against: 'comparative',
  than: 'comparative',
  same: 'comparative',
  'more-than': 'comparative',
  below: 'comparative',
  above: 'comparative',
  outside: 'comparative',
  beyond: 'comparative',
  within: 'comparative',
  lowest: 'superlative',
  highest: 'superlative',
  largest: 'superlative',
  latest: 'superlative',
  quantifier: 'quantifier',
  date: 'date',
  instruction: 'instruction',
};

/** The code under which a word is refused that asserts what its statement does not. */
export function codeOf(claim: string): RefusalCode {
  return claim.startsWith('not:') ? 'negation' : (CODES[claim] ?? 'claim');
}
