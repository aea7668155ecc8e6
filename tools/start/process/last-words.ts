import { stripVTControlCharacters } from 'node:util';

const BAD_LEVELS: readonly unknown[] = ['error', 'fatal'];
const LONGEST = 600;
/** `Error: …`, `TypeError: …`, `SomeException [Error]: …`: the line that names what happened. */
const NAMES_AN_ERROR = /(Error|Exception)( \[\w+\])?: /;

interface LogLine {
  readonly level?: unknown;
  readonly message?: unknown;
  readonly err?: { readonly message?: unknown };
}

/** The message of a log line that reports an error; the line itself when it is no JSON; null for the rest. */
function complaint(line: string): string | null {
  if (!line.startsWith('{')) return line.trim() === '' || line.trimStart().startsWith('at ') ? null : line.trim();
  try {
    const { level, message, err } = JSON.parse(line) as LogLine;
    if (!BAD_LEVELS.includes(level)) return null;
    return [message, err?.message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  } catch {
    return line;
  }
}

/** The last thing a program complained about, in one line; '' when it said nothing. */
export function lastWords(output: string): string {
  const complaints = stripVTControlCharacters(output)
    .split('\n')
    .map(complaint)
    .filter((text) => text !== null && text !== '' && !/^Node\.js v\d/.test(text));
  const errors = complaints.filter((text) => NAMES_AN_ERROR.test(text ?? ''));
  return (errors.at(-1) ?? complaints.at(-1) ?? '').replaceAll(/\s+/g, ' ').slice(0, LONGEST).replace(/\.$/, '');
}
