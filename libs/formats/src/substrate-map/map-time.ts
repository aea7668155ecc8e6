const STAMP = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\d*$/;
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)/;

/**
 * `YYYYMMDDhhmmsscc` as SEMI writes times, or the date and time of ISO 8601 as a clock on the wall shows them: whole
 * seconds since 1970 as if that clock were UTC. Null when there is none.
 */
export function mapTime(text: string | null): number | null {
  const written = (text ?? '').trim();
  const iso = written.replace(STAMP, '$1-$2-$3T$4:$5:$6');
  const match = ISO.exec(iso);
  if (match === null) return null;
  const at = Date.parse(`${match[1]}T${match[2]}Z`);
  // A date that does not exist is moved on by Date.parse.
  const real = at >= 0 && new Date(at).toISOString().startsWith(match[1] ?? '');
  return real ? at / 1000 : null;
}
