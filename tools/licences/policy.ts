/** Licences (SPDX) that a dependency may have. */
export const ALLOWED: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'Apache-2.0',
  'MPL-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'PostgreSQL',
  'PSF-2.0',
  'Python-2.0',
  'CC0-1.0',
]);

/** Licences that data and fonts may have, and packages that are nothing else. */
export const DATA_AND_FONTS = {
  licences: new Set(['CC-BY-3.0', 'CC-BY-4.0', 'OFL-1.1']),
  packages: ['caniuse-lite', '@expo-google-fonts/*', '@fontsource/*', '@fontsource-variable/*'],
} as const;

interface Assessment {
  readonly licence: string;
  readonly why: string;
}

/**
 * Packages whose licence a person has looked up, because their manifest does not say it or says one that is not on
 * the list. By version: the next one has to be looked at again.
 */
export const ASSESSED: Readonly<Record<string, Assessment>> = {
  'busboy@1.6.0': { licence: 'MIT', why: 'its LICENSE file' },
  'png-js@1.1.0': { licence: 'MIT', why: 'its LICENSE file' },
  'streamsearch@1.1.0': { licence: 'MIT', why: 'its LICENSE file' },
  'pako@1.0.11': { licence: 'MIT', why: 'the parts ported from zlib are under Zlib, which asks for no more than MIT' },
};
