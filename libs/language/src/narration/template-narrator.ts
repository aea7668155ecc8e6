import type { Locale } from '@fabwright/facts';
import { templateSentence } from '../draft/draft.ts';
import { SECTIONS, type FactSheet } from '../fact-sheet/fact-sheet.ts';
import { planNarrative, type PlanOptions } from '../plan/narrative-plan.ts';
import { composeNarrative } from './compose.ts';
import type { Narrative } from './narrative.ts';
import type { Narrator } from './narrator.ts';

/** Words a sheet by templates, at once: for callers that need no port. */
export function narrateByTemplate(sheet: FactSheet, locale: Locale, options: PlanOptions = {}): Narrative {
  const plan = planNarrative(sheet, options);
  const sections = SECTIONS.map((section) => ({
    section,
    told: plan[section].map((statement) => ({ statement, sentence: templateSentence(statement.message, locale) })),
  }));
  return { locale, grade: 'G0', badge: 'template-text', ...composeNarrative(sections, sheet, locale) };
}

/** Grade G0: templates. Always there, and what every other grade is measured against. */
export class TemplateNarrator implements Narrator {
  readonly grade = 'G0';

  narrate(sheet: FactSheet, locale: Locale): Promise<Narrative> {
    return Promise.resolve(narrateByTemplate(sheet, locale));
  }
}
