import type { Locale } from '@fabwright/facts';
import { checkNarrative, type FactSheet, type Narrative, type Narrator } from '@fabwright/language';
import { DomainError } from '@fabwright/platform';

/** The text states a number that is no fact. It is never shown: this is a defect of the wording, not of the data. */
export class NarrativeRefused extends DomainError {
  constructor(violations: readonly string[]) {
    super(
      'UNAVAILABLE',
      `The text failed its closing check and is not shown: ${violations.join('; ')}. The data are unchanged.`,
    );
    this.name = 'NarrativeRefused';
  }
}

/** Words a sheet and checks the result span by span. Throws NarrativeRefused. */
export async function checkedNarrative(narrator: Narrator, sheet: FactSheet, locale: Locale): Promise<Narrative> {
  const narrative = await narrator.narrate(sheet, locale);
  const check = checkNarrative(narrative, sheet);
  if (check.kind === 'ok') return narrative;
  throw new NarrativeRefused(check.violations.map(({ reason, context }) => `${reason} in "${context}"`));
}
