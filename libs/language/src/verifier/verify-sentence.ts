import { formatFact, type Locale } from '@fabwright/facts';
import type { Sentence } from '../draft/draft.ts';
import { factById, type FactSheet, type Statement } from '../fact-sheet/fact-sheet.ts';
import { codeOf } from './concepts.ts';
import { assertionsOf, type Assertions, type Claim } from './assertions.ts';
import { readSentence, type Item } from './read-sentence.ts';
import { fault, type Fault } from './refusal.ts';
import { markFaults, repetitionFaults, shapeFaults } from './form.ts';
import { fitsRole } from './role-cues.ts';
import { meaningOf, namingOf, type Signature } from './signature.ts';
import { surfaceFaults, unknownFault } from './surface.ts';

/**
 * All that is wrong with a sentence that says a statement; empty when it may be printed. Whatever is not known to be
 * true is refused: each word must be known, each reference must stand once and in its role, and the words must assert
 * exactly what a frame of the statement's message asserts, in the direction of its fact.
 */
export function verifySentence(sentence: Sentence, statement: Statement, sheet: FactSheet, locale: Locale): Fault[] {
  const items = readSentence(sentence, locale);
  const assertions = assertionsOf(items);
  return [
    ...surfaceFaults(sentence, locale),
    ...shapeFaults(sentence, statement, locale),
    ...markFaults(items),
    ...repetitionFaults(items, statement, sheet),
    ...wordFaults(items, sheet, locale),
    ...referenceFaults(items, statement),
    ...roleFaults(items, statement, sheet),
    ...claimFaults(assertions, statement, locale),
    ...directionFaults(assertions, statement, sheet),
    ...namingFaults(assertions, statement, sheet, locale),
  ];
}

function wordFaults(items: readonly Item[], sheet: FactSheet, locale: Locale): Fault[] {
  const runs = unknownRuns(items);
  if (runs.length === 0) return [];
  const names = namesOf(sheet, locale);
  return runs.map((run) => {
    const gap = locale === 'zh-CN' ? '' : ' ';
    const join = (words: readonly string[]): string => words.join(gap);
    return unknownFault(join(run.map(({ text }) => text)), join(run.map(({ written }) => written)), names, locale);
  });
}

type Unknown = Extract<Item, { kind: 'unknown' }>;

/** Unknown words that stand side by side belong together: "nearly all". */
function unknownRuns(items: readonly Item[]): Unknown[][] {
  const runs: Unknown[][] = [];
  items.forEach((item, at) => {
    if (item.kind !== 'unknown') return;
    const last = runs.at(-1);
    if (last && items[at - 1]?.kind === 'unknown') last.push(item);
    else runs.push([item]);
  });
  return runs;
}

function namesOf(sheet: FactSheet, locale: Locale): ReadonlySet<string> {
  const names = sheet.facts.filter((fact) => fact.type === 'name' || fact.type === 'period');
  return new Set(
    names.flatMap((fact) => {
      const name = formatFact(fact, locale).toLowerCase();
      return [name, ...name.split(/\s+/)];
    }),
  );
}

function referenceFaults(items: readonly Item[], statement: Statement): Fault[] {
  const counts = new Map<string, number>();
  for (const item of items) if (item.kind === 'reference') counts.set(item.role, (counts.get(item.role) ?? 0) + 1);
  const named = (role: string): string => `{{${role}}}`;
  return [
    ...[...counts.keys()]
      .filter((role) => !(role in statement.roles))
      .map((role) => fault('unknown-reference', named(role))),
    ...Object.keys(statement.roles)
      .filter((role) => !counts.has(role))
      .map((role) => fault('missing-reference', named(role))),
    ...[...counts].filter(([, count]) => count > 1).map(([role]) => fault('repeated-reference', named(role))),
  ];
}

function roleFaults(items: readonly Item[], statement: Statement, sheet: FactSheet): Fault[] {
  return items.flatMap((item, at) => {
    const id = item.kind === 'reference' ? statement.roles[item.role] : undefined;
    if (item.kind !== 'reference' || id === undefined) return [];
    const fits = fitsRole(items, at, item.role, factById(sheet, id), statement.message);
    return fits ? [] : [fault('wrong-role', `{{${item.role}}}`)];
  });
}

/** Claims against the frame that comes nearest: what is too much, and what is missing. */
function claimFaults({ claims, directions }: Assertions, { message }: Statement, locale: Locale): Fault[] {
  const { signatures } = meaningOf(message, locale);
  const mayMove = signatures.some(({ hasDirection }) => hasDirection);
  const candidates = signatures.map((signature) => [
    ...(mayMove ? [] : directions.map(({ text }) => fault('direction', text))),
    ...surplus(claims, signature),
    ...missing(claims, signature),
    ...(directions.length === 0 && signature.hasDirection ? [fault('missing-claim', 'up or down')] : []),
  ]);
  return candidates.reduce((best, candidate) => (candidate.length < best.length ? candidate : best));
}

function surplus(claims: readonly Claim[], signature: Signature): Fault[] {
  return claims
    .filter(({ claim }) => !signature.claims.has(claim))
    .map(({ claim, text }) => fault(codeOf(claim), text));
}

function missing(claims: readonly Claim[], signature: Signature): Fault[] {
  const said = new Set(claims.map(({ claim }) => claim));
  return [...signature.claims]
    .filter((claim) => !said.has(claim))
    .map((claim) => fault('missing-claim', claim.replace(/^not:/, 'not ')));
}

/** Up or down against the fact; better or worse against what that means for the fab. */
function directionFaults({ directions }: Assertions, statement: Statement, sheet: FactSheet): Fault[] {
  const facts = Object.values(statement.roles).map((id) => factById(sheet, id));
  const moved = facts.find((fact) => fact.direction === 'up' || fact.direction === 'down');
  const right = new Set([
    moved?.direction ?? '',
    moved?.polarity === 'good' ? 'better' : '',
    moved?.polarity === 'bad' ? 'worse' : '',
  ]);
  return directions.filter(({ claim }) => !right.has(claim)).map(({ text }) => fault('direction', text));
}

function namingFaults({ naming }: Assertions, statement: Statement, sheet: FactSheet, locale: Locale): Fault[] {
  const allowed = namingOf(statement, sheet, locale);
  return naming.filter(({ claim }) => !allowed.has(claim)).map(({ text }) => fault('claim', text));
}
