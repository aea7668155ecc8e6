import { readFileSync } from 'node:fs';
import type { FabConfig } from '../config/index.ts';
import { isMailAddress } from '../identity/contact.ts';

/** How the mail server is reached; the password is in here, so it is never logged. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly ignoreTLS: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
  readonly ca: string | undefined;
  readonly from: string;
}

/** Names of settings that mail needs and has not; empty = it can be sent. */
export function missingForMail({ delivery }: FabConfig): string[] {
  return [
    ...(delivery.smtpUrl === undefined ? ['FAB_SMTP_URL'] : []),
    ...(delivery.from === undefined ? ['FAB_MAIL_FROM'] : []),
  ];
}

/** Undefined without a mail server. Throws when the file of the certificate authority can't be read. */
export function smtpSettings({ delivery }: FabConfig): SmtpSettings | undefined {
  const { smtpUrl, from, smtpCaFile } = delivery;
  if (smtpUrl === undefined || from === undefined) return undefined;
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...startTls(delivery.smtpTls ?? (user === '' ? 'auto' : 'required'), secure),
    auth: user === '' ? undefined : { user, pass: decodeURIComponent(url.password) },
    ca: smtpCaFile === undefined ? undefined : readFileSync(smtpCaFile, 'utf8'),
    from,
  };
}

/** Whether a connection that begins in the clear must, may or must not be secured. */
function startTls(wanted: 'auto' | 'required' | 'off', secure: boolean): { requireTLS: boolean; ignoreTLS: boolean } {
  return { requireTLS: !secure && wanted === 'required', ignoreTLS: !secure && wanted === 'off' };
}

/** Domain of the sender, for the ids of messages. */
export function senderDomain(from: string): string {
  return /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1]?.toLowerCase() ?? 'fabwright.invalid';
}

/** Why no mail may go to this address; null when it may. */
export function addressProblem(address: string, { delivery }: FabConfig): 'form' | 'domain' | null {
  if (!isMailAddress(address)) return 'form';
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const allowed = delivery.mailDomains.map((one) => one.toLowerCase().replace(/^@/, ''));
  return allowed.length === 0 || allowed.includes(domain) ? null : 'domain';
}
