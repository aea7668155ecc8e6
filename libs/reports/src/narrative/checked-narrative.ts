import type { Locale } from '@fabwright/facts';
import { checkNarrative, type FactSheet, type Narrative, type Narrator } from '@fabwright/language';
import { DomainError } from '@fabwright/platform';

/** The text says what its facts do not. It is never shown: this is a defect of the wording, not of the data. */
export class NarrativeRefused extends DomainError {
  constructor(complaints: readonly string[]) {
    super('UNAVAILABLE', `The text was refused and is not shown: ${complaints.join(' ')} The data are unchanged.`);
    this.name = 'NarrativeRefused';
  }
}

/** Words a sheet and verifies the result, whoever worded it. Throws NarrativeRefused. */
export async function checkedNarrative(narrator: Narrator, sheet: FactSheet, locale: Locale): Promise<Narrative> {
  return checkedText(await narrator.narrate(sheet, locale), sheet);
}

/** The text itself once it is verified. Throws NarrativeRefused. */
export function checkedText(narrative: Narrative, sheet: FactSheet): Narrative {
  const check = checkNarrative(narrative, sheet);
  if (check.kind === 'ok') return narrative;
  throw new NarrativeRefused(check.refusals.map(({ code, complaint }) => `[${code}] ${complaint}`));
}
