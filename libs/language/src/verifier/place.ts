import type { Fact } from '@fabwright/facts';
import type { MessageKey } from '../wording/messages.en.ts';
import { isDirection } from './concepts.ts';
import type { Item } from './read-sentence.ts';

/** What a reference is in a sentence: the size of something, the size of a move, a number of things, a name, a time. */
type Shape = 'level' | 'change' | 'count' | 'name' | 'period';

function shapeOf(fact: Fact): Shape {
  if (fact.type === 'name') return 'name';
  if (fact.type === 'period' || fact.type === 'date') return 'period';
  if (fact.type === 'quantity' && (fact.unit === '%' || fact.unit === 'pp')) {
    return /change|recovered/.test(fact.kind) ? 'change' : 'level';
  }
  return 'count';
}

const words = (list: string): readonly string[] => list.split(' ');

/** "Under {{lots}}" would make a number the end of a range. */
const BOUNDS = words('below above within outside beyond more-than at-most same other latest');

/**
 * What may not stand right before a reference: concepts, words, and for a linking word what it links to (`of>down` is
 * "a drop of"). "Fell {{final}}" would make a level a move, "to {{change}}" a move a level.
 */
const NOT_AFTER: Readonly<Record<Shape, readonly string[]>> = {
  level: [
    ...BOUNDS,
    ...words('START by in over across during up down better worse than against loss-to lot wafer recovered alarmed'),
    ...words('of>up of>down of>better of>worse of>changed 在 比 与'),
  ],
  change: [
    ...BOUNDS,
    ...words(
      'START over to at in for with read reads stands stood averaged loss-to lot against of>final of>yield of>record',
    ),
    ...words('of>first-pass of>loss ( （ 至 到 达 达到 在 与'),
  ],
  count: [
    ...BOUNDS,
    ...words(
      'to at than against read reads averaged loss-to lot was is by final yield first-pass record floor changed loss',
    ),
    ...words('of>floor of>first-pass of>record of>changed of>up of>down 至 比 为 到'),
  ],
  name: [
    ...words('to by in at read reads averaged up down better worse against rule rule-is yield final floor of>floor'),
    ...words(' of>loss be>ref with>lowest with>highest ( （ 为 至 到 达 达到'),
  ],
  period: [],
};

/** What may not stand right behind one: a level that is lower would be a move, one that is something a subject. */
const NOT_BEFORE: Readonly<Record<Shape, readonly string[]>> = {
  level: words('up down better worse lowest highest largest is was are has yields closed'),
  change: [],
  count: [],
  name: [],
  period: words('lowest highest lower higher'),
};

/** "The largest loss is {{loss}} with {{bin}}" would make a name a size. */
const ROLE_NOT_AFTER: Readonly<Record<string, readonly string[]>> = {
  bin: ['with'],
  product: ['with'],
  baselineLots: words('same 与 较 和'),
};
/** A time stands after one of these, or first. */
const PERIOD_AFTER = words(
  'START below above in for over during of with than against same past period ( , 在 与 和 比 较 对 （ ， 于',
);
const RULE_AFTER = words('START by on under below rule rule-is alarmed is ( 是 为 （');
const ALARMED_LOT_NOT_AFTER = words('to by with 至 ( （ rule rule-is');
const ARTICLES = ['a', 'an', 'the'];
/** Words that link a reference to what stands before them. */
const LINKS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(words('is was are were 为 是').map((word) => [word, 'be'])),
  of: 'of',
  的: 'of',
  with: 'with',
};
/** A word for a move that ends in "to": 降至. */
const ARRIVING = / to$|[至到]$/;
/** Facts that bound something, and by which word. */
const BOUNDED: Readonly<Record<string, readonly string[]>> = { floor: ['below'], largest: ['more-than', 'at-most'] };
/** Counts that say over how much a yield is. */
const SAMPLES = ['lots', 'wafers'];

/** What stands right before an item: its concept where it has one, its words, and what they link to. */
function before(items: readonly Item[], at: number): string[] {
  let index = at - 1;
  while (isArticle(items[index])) index -= 1;
  const item = items[index];
  if (item === undefined) return ['START'];
  if (item.kind === 'reference') return ['ref'];
  const concept = item.kind === 'phrase' ? item.concept : null;
  if ((concept === null || isDirection(concept)) && ARRIVING.test(item.text)) return ['to'];
  const link = LINKS[item.text];
  const linked = link === undefined ? [] : before(items, index).map((tag) => `${link}>${tag}`);
  return concept === null ? [item.text, ...linked] : [concept, item.text];
}

function isArticle(item: Item | undefined): boolean {
  return item?.kind === 'phrase' && ARTICLES.includes(item.text);
}

function behind(items: readonly Item[], at: number): string[] {
  const item = items[at + 1];
  if (item?.kind !== 'phrase') return [];
  return item.concept === null ? [item.text] : [item.concept, item.text];
}

/** What stands on both sides of a reference. */
interface Neighbours {
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/** Whether a reference stands where its fact can: by what is right before it and right behind it. */
export function fitsPlace(items: readonly Item[], at: number, role: string, fact: Fact, message: MessageKey): boolean {
  const sides = { before: before(items, at), behind: behind(items, at) };
  if (message === 'alarm.lot') return true;
  if (role === 'rule') return meets(sides.before, RULE_AFTER);
  if (message.startsWith('alarm.s') && role === 'lot') return !meets(sides.before, ALARMED_LOT_NOT_AFTER);
  return meets(sides.before, BOUNDED[role] ?? []) || (fitsOwnRole(sides, role, fact) && fitsShape(sides, fact));
}

function meets(tags: readonly string[], list: readonly string[]): boolean {
  return tags.some((tag) => list.includes(tag));
}

/** What holds for one role besides what holds for its shape. */
function fitsOwnRole(sides: Neighbours, role: string, fact: Fact): boolean {
  if (meets(sides.before, ROLE_NOT_AFTER[role] ?? [])) return false;
  if (role !== 'floor' && meets(sides.behind, NOT_BEFORE[shapeOf(fact)])) return false;
  return fact.type === 'period' || SAMPLES.includes(role) || !meets(sides.before, ['over', 'across']);
}

function fitsShape(sides: Neighbours, fact: Fact): boolean {
  const shape = shapeOf(fact);
  if (shape === 'period') return meets(sides.before, PERIOD_AFTER);
  if (shape === 'change') return fitsChange(sides);
  // "was missed by {{below}}"
  if (fact.type === 'share' && sides.before.includes('by')) return true;
  return !meets(sides.before, NOT_AFTER[shape]);
}

/** "{{change}} lower than" stands anywhere; "is {{change}}" only behind what says that it is a change. */
function fitsChange(sides: Neighbours): boolean {
  if (meets(sides.behind, ['up', 'down', 'below', 'above'])) return true;
  const isLevel = sides.before.some((tag) => tag.startsWith('be>')) && !sides.before.includes('be>changed');
  return !isLevel && !meets(sides.before, NOT_AFTER.change);
}
