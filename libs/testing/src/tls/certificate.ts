import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A key with its certificate, made for one test and kept nowhere. Texts are PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

export interface Authority extends Certificate {
  /** Issues a certificate for a server that is reached under this IPv4 address. */
  issue(address: string): Certificate;
}

const HOUR_MS = 3_600_000;

const TAG = { boolean: 1, integer: 2, bits: 3, octets: 4, oid: 6, utf8: 12, sequence: 48, set: 49, time: 23 } as const;
/** Context tags of a certificate: its version, its extensions, and an address among its names. */
const CONTEXT = { version: 0xa0, extensions: 0xa3, address: 0x87 } as const;
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const ALTERNATIVE_NAMES = '2.5.29.17';

/** A certificate authority of one's own, as a fab has it: X.509 v3 (RFC 5280), ECDSA on P-256. */
export function makeAuthority(name: string): Authority {
  const { publicKey, privateKey } = newKeys();
  const isAuthority = extension(BASIC_CONSTRAINTS, sequence(der(TAG.boolean, [0xff])));
  const own = signed({ issuer: name, subject: name, publicKey, extensions: [isAuthority] }, privateKey);
  return {
    key: pemOf(privateKey),
    certificate: own,
    issue: (address) => {
      const keys = newKeys();
      const octets = address.split('.').map(Number);
      const names = extension(ALTERNATIVE_NAMES, sequence(der(CONTEXT.address, octets)));
      const request = { issuer: name, subject: address, publicKey: keys.publicKey, extensions: [names] };
      return { key: pemOf(keys.privateKey), certificate: signed(request, privateKey) };
    },
  };
}

interface ToBeSigned {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

function signed({ issuer, subject, publicKey, extensions }: ToBeSigned, authority: KeyObject): string {
  const algorithm = sequence(oid(ECDSA_SHA256));
  const [from, to] = [Date.now() - HOUR_MS, Date.now() + HOUR_MS];
  const content = sequence(
    der(CONTEXT.version, der(TAG.integer, [2])),
    // positive, since its first bit is not set
    der(TAG.integer, [1, ...randomBytes(15)]),
    algorithm,
    nameOf(issuer),
    sequence(timeOf(from), timeOf(to)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(CONTEXT.extensions, sequence(...extensions)),
  );
  const signature = sign('sha256', content, authority);
  const whole = sequence(content, algorithm, der(TAG.bits, [0, ...signature]));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function der(tag: number, content: Iterable<number>): Buffer {
  const bytes = Buffer.from([...content]);
  if (bytes.length < 0x80) return Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
  const length = bytes.length.toString(16);
  const size = Buffer.from(length.padStart(length.length + (length.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, bytes]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(TAG.sequence, Buffer.concat(parts));

function oid(name: string): Buffer {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number);
  return der(TAG.oid, [first * 40 + second, ...rest.flatMap(base128)]);
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

const nameOf = (name: string): Buffer =>
  sequence(der(TAG.set, sequence(oid(COMMON_NAME), der(TAG.utf8, Buffer.from(name, 'utf8')))));

/** `YYMMDDhhmmssZ`. */
const timeOf = (at: number): Buffer =>
  der(TAG.time, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replaceAll(/\D/g, '')}Z`, 'latin1'));

const extension = (name: string, value: Buffer): Buffer => sequence(oid(name), der(TAG.octets, value));
