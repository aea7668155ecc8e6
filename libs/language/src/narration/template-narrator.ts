import type { Locale } from '@fabwright/facts';
import type { FactSheet, Section } from '../fact-sheet/fact-sheet.ts';
import { planNarrative, type PlanOptions } from '../plan/narrative-plan.ts';
import { composeStatement, joinSentences } from './compose.ts';
import type { Narrative, Span } from './narrative.ts';
import type { Narrator } from './narrator.ts';

const PARAGRAPHS: readonly Section[] = ['changed', 'where', 'with', 'open'];

/** Words a sheet by templates, at once: for callers that need no port. */
export function narrateByTemplate(sheet: FactSheet, locale: Locale, options: PlanOptions = {}): Narrative {
  const plan = planNarrative(sheet, options);
  const sentences = (section: Section): Span[] =>
    joinSentences(
      plan[section].map((statement) => composeStatement(sheet, statement, locale)),
      locale,
    );
  return {
    locale,
    grade: 'G0',
    badge: 'template-text',
    headline: sentences('headline'),
    paragraphs: PARAGRAPHS.map(sentences).filter((paragraph) => paragraph.length > 0),
  };
}

/** Grade G0: templates. Always there, and what every other grade is measured against. */
export class TemplateNarrator implements Narrator {
  readonly grade = 'G0';

  narrate(sheet: FactSheet, locale: Locale): Promise<Narrative> {
    return Promise.resolve(narrateByTemplate(sheet, locale));
  }
}
