import { describe, expect, it } from 'vitest';
import { pauseAfter } from './delivery.ts';
import { addressProblem, senderDomain, smtpSettings } from './mail-settings.ts';
import { FabConfig } from '../config/index.ts';
import { urlProblem } from './webhook-url.ts';
import { signatureOf } from './webhook.transport.ts';

const config = (env: Record<string, string>): FabConfig =>
  FabConfig.fromEnvironment({
    FAB_DATABASE_URL: 'postgresql://a:b@c/d',
    FAB_MAIL_FROM: 'Fab <fab@mail.example>',
    ...env,
  });

describe('what may leave the house', () => {
  it.each([
    ['https://hooks.example/x', null],
    ['https://HOOKS.example/x', null],
    ['http://mes:8080/in', null],
    ['http://mes:8081/in', 'host'],
    ['http://mes/in', 'host'],
    ['https://hooks.example.evil.net/', 'host'],
    ['https://hooks.example@evil.net/', 'credentials'],
    ['https://user:pw@hooks.example/', 'credentials'],
    ['file:///etc/passwd', 'form'],
    ['hooks.example', 'form'],
  ])('%s: %s', (url, problem) => {
    expect(urlProblem(url, ['hooks.example', 'mes:8080'])).toBe(problem);
  });

  it('names no host by default', () => {
    expect(urlProblem('https://hooks.example/', config({}).delivery.webhookHosts)).toBe('host');
  });

  it('takes mails to the domains of the settings only', () => {
    const own = config({ FAB_MAIL_DOMAINS: 'fab.example, @sub.fab.example' });
    expect(addressProblem('ada@FAB.example', own)).toBeNull();
    expect(addressProblem('ada@sub.fab.example', own)).toBeNull();
    expect(addressProblem('ada@fab.example.evil.net', own)).toBe('domain');
    expect(addressProblem('ada@fab.example, eve@evil.net', own)).toBe('form');
    expect(addressProblem('ada@fab.example\r\nBcc: x@y', own)).toBe('form');
    expect(addressProblem('anybody@any.example', config({}))).toBeNull();
  });
});

describe('the mail server', () => {
  it('gets a password over TLS only, unless it is told otherwise', () => {
    const url = 'smtp://fab:p%40ss@mail.example';
    expect(smtpSettings(config({ FAB_SMTP_URL: url }))).toMatchObject({
      port: 587,
      secure: false,
      requireTLS: true,
      auth: { user: 'fab', pass: 'p@ss' },
    });
    expect(smtpSettings(config({ FAB_SMTP_URL: 'smtp://mail.example:25' }))).toMatchObject({
      port: 25,
      requireTLS: false,
    });
    expect(smtpSettings(config({ FAB_SMTP_URL: url, FAB_SMTP_TLS: 'off' }))).toMatchObject({ ignoreTLS: true });
    expect(smtpSettings(config({ FAB_SMTP_URL: 'smtps://mail.example' }))).toMatchObject({ port: 465, secure: true });
    expect(smtpSettings(config({}))).toBeUndefined();
  });

  it('sees ids under the sender’s domain', () => {
    expect(senderDomain('Fab <fab@Mail.example>')).toBe('mail.example');
    expect(senderDomain('fab@mail.example')).toBe('mail.example');
  });
});

it('pauses grow from half a minute to half an hour', () => {
  expect([1, 2, 3, 6, 7, 50].map((attempt) => pauseAfter(attempt) / 1000)).toEqual([30, 60, 120, 960, 1800, 1800]);
});

it('a signature can be checked with any tool: HMAC-SHA256 over time and body', () => {
  // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
  expect(signatureOf('{"a":1}', 'secret', new Date(1_700_000_000_000))).toBe(
    't=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686',
  );
});
