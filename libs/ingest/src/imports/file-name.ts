import { DomainError } from '@fabwright/platform';

const LONGEST = 200;

/**
 * The name under which a file is shown: its last part, whatever path a browser or a shell sent along, without
 * characters that could disguise it. It is never used as a path. Throws INVALID_INPUT when nothing is left.
 */
export function checkedFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const shown = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .trim()
    .slice(-LONGEST);
  if (shown === '' || shown === '.' || shown === '..') {
    throw new DomainError('INVALID_INPUT', 'The file has no name. Send it as ?name=LOT.stdf.gz.', {
      detail: { field: 'name', reason: 'name-missing' },
    });
  }
  return shown;
}
