import { formatFact, formatFactInterval, unitLabel, type Fact as SheetFact, type Locale } from '@fabwright/facts';
import {
  badgeLabel,
  factDefinition,
  mentionedFacts,
  type FactSheet,
  type Narrative as Text,
  type Span as TextSpan,
} from '@fabwright/language';
import type { Fact, Narrative, Span } from './narrative.types.ts';

/** A checked text with the facts it mentions, as GraphQL answers it. */
export function narrativeShape(text: Text, sheet: FactSheet, madeAt: Date): Narrative {
  const byId = new Map(sheet.facts.map((fact) => [fact.id, fact]));
  const facts = mentionedFacts(text).flatMap((id) => byId.get(id) ?? []);
  return {
    badge: badgeLabel(text.badge, text.locale),
    headline: text.headline.map(spanShape),
    paragraphs: text.paragraphs.map((paragraph) => paragraph.map(spanShape)),
    facts: facts.map((fact) => factShape(fact, text.locale)),
    madeAt,
  };
}

/** A text without facts, for a view about which there is nothing to state. */
export function plainNarrative(words: string, locale: Locale, madeAt: Date): Narrative {
  return {
    badge: badgeLabel('template-text', locale),
    headline: [{ text: words, factId: null, emphasis: false }],
    paragraphs: [],
    facts: [],
    madeAt,
  };
}

function spanShape({ text, factId }: TextSpan): Span {
  return { text, factId: factId ?? null, emphasis: factId !== undefined };
}

function factShape(fact: SheetFact, locale: Locale): Fact {
  return {
    id: fact.id,
    key: fact.key,
    kind: fact.kind,
    text: formatFact(fact, locale),
    definition: factDefinition(fact.kind, locale) ?? '',
    unit: 'unit' in fact ? unitLabel(fact.unit, locale) : '',
    n: fact.n?.value ?? null,
    interval: formatFactInterval(fact, locale),
    query: fact.source.query,
    rows: fact.source.rows,
    asOf: fact.source.asOf,
  };
}
