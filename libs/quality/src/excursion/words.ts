import { DomainError } from '@fabwright/platform';

/** As long as the contract of excursions and holds lets a reason be, with room for what is put before it. */
const LONGEST = 4_000;
/** What a contract's text may not hold: control characters but for new line and tab. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What somebody wrote, without blanks around it. Throws INVALID_INPUT when it is empty or too long. */
export function words(field: string, text: string): string {
  const said = text.toWellFormed().replace(CONTROL, '').trim();
  if (said === '' || said.length > LONGEST) {
    throw new DomainError('INVALID_INPUT', `Say it in 1 to ${LONGEST} characters.`, {
      detail: { field, reason: said === '' ? 'empty' : 'length' },
    });
  }
  return said;
}

export function optionalWords(field: string, text: string | null): string | null {
  return text === null || text.trim() === '' ? null : words(field, text);
}
