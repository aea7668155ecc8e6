import { DomainError } from '../errors/index.ts';

/** Languages that mails are written in, as BCP 47 tags. */
export type MailLanguage = 'en' | 'zh-CN';

/** Where mails of an account go, and in which language. */
export interface Contact {
  readonly email: string | null;
  readonly language: string | null;
}

/** Deliberately narrow: one address, no quoting, nothing that could end a header. */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
const LONGEST = 254;

export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST && ADDRESS.test(text);
}

/** The address that mails to an account go to; null when it has none. */
export function mailAddressOf({ email, login }: { email: string | null; login: string }): string | null {
  return email ?? (isMailAddress(login) ? login : null);
}

/** Throws INVALID_INPUT for what is no address or no language. An empty address means none. */
export function contactOf({ email, language }: Contact): { email: string | null; language: MailLanguage | null } {
  const address = email?.trim() ?? '';
  if (address !== '' && !isMailAddress(address)) {
    throw refused('email', 'email-form', 'This is no mail address, such as name@fab.example.');
  }
  if (language !== null && language !== 'en' && language !== 'zh-CN') {
    throw refused('language', 'language', 'Mails are written in en or zh-CN.');
  }
  return { email: address === '' ? null : address, language };
}

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
