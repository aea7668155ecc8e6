import { formatFact, type Fact } from '@fabwright/facts';
import { factDefinition, mentionedFacts, type FactSheet, type Narrative, type Span } from '@fabwright/language';
import type { EvidenceRow, ReportSpan } from '../document/report-content.ts';
import { NO_VALUE, type Printing } from './printing.ts';

/** The facts of a text in the order in which they are first read; names are shown, but need no number. */
export interface NumberedFacts {
  readonly facts: readonly Fact[];
  readonly referenceOf: ReadonlyMap<string, string>;
}

/** Numbers a narrative's facts F1, F2 … for this document. */
export function numberFacts(sheet: FactSheet, narrative: Narrative): NumberedFacts {
  const byId = new Map(sheet.facts.map((fact) => [fact.id, fact]));
  const facts = mentionedFacts(narrative).flatMap((id) => {
    const fact = byId.get(id);
    return fact && fact.type !== 'name' ? [fact] : [];
  });
  return { facts, referenceOf: new Map(facts.map((fact, at) => [fact.id, `F${at + 1}`])) };
}

/** A sentence with the document's own references. */
export function reportSpans(spans: readonly Span[], { referenceOf }: NumberedFacts): ReportSpan[] {
  return spans.map(({ text, factId }) => {
    if (factId === undefined) return { text };
    const reference = referenceOf.get(factId);
    return reference === undefined ? { text, emphasis: true } : { text, factId: reference };
  });
}

/** The appendix: what each numbered value means and where it comes from. */
export function evidenceRows(numbered: NumberedFacts, printing: Printing): EvidenceRow[] {
  const { locale } = printing;
  return numbered.facts.map((fact) => ({
    reference: printing.asIs(numbered.referenceOf.get(fact.id)),
    value: formatFact(fact, locale),
    definition: printing.asIs(factDefinition(fact.kind, locale)),
    key: printing.asIs(fact.key),
    n: fact.n ? printing.count(fact.n.value, fact.n.unit) : NO_VALUE,
    query: printing.asIs(fact.source.query),
    rows: printing.count(fact.source.rows, 'rows'),
    asOf: printing.asIs(fact.source.asOf),
  }));
}
