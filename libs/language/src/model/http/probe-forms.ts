import { randomInt } from 'node:crypto';
import { ModelFailure, type ModelRequest } from '../language-model.ts';
import { GRAMMAR_DIALECTS, JSON_DIALECTS, type Dialects, type FormFields } from './forms.ts';

/** Asks one question under the fields of a dialect and gives the answer's text. */
export type AskUnder = (question: ModelRequest, fields: FormFields) => Promise<string>;

const LETTERS = 'abcdefghijkmnpqrstuvwxyz';
/** Tokens of a probing answer: room for a model whose tokens are bytes. */
const PROBE_TOKENS = 64;

/**
 * Which dialects the server obeys: it is made to say a word drawn by lot, which stands in the form and nowhere in the
 * question. A server that passes the field over, or refuses it, can't say it. Throws what is no refusal.
 */
export async function probeDialects(ask: AskUnder): Promise<Dialects> {
  return {
    json: await firstObeyed(JSON_DIALECTS, async (dialect) => {
      const word = drawnWord();
      const answer = await ask(QUESTION, held(JSON_DIALECTS[dialect](schemaOf(word))));
      return readWord(answer) === word;
    }),
    grammar: await firstObeyed(GRAMMAR_DIALECTS, async (dialect) => {
      const word = drawnWord();
      return (await ask(QUESTION, held(GRAMMAR_DIALECTS[dialect](`root ::= "${word}"\n`)))).trim() === word;
    }),
  };
}

async function firstObeyed<D extends string>(
  dialects: Readonly<Record<D, unknown>>,
  obeys: (dialect: D) => Promise<boolean>,
): Promise<D | null> {
  for (const dialect of Object.keys(dialects) as D[]) {
    if (await unlessRefused(obeys(dialect))) return dialect;
  }
  return null;
}

/** False where the server would not take the question or answered beside the protocol; other failures are passed on. */
export async function unlessRefused(attempt: Promise<boolean>): Promise<boolean> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof ModelFailure && ['refused', 'malformed', 'crashed'].includes(error.code)) return false;
    throw error;
  }
}

const QUESTION: ModelRequest = {
  messages: [{ role: 'user', text: 'Say something.' }],
  form: { kind: 'text' },
  maxTokens: PROBE_TOKENS,
  temperature: 0,
  seed: 1,
};

function drawnWord(): string {
  return Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}

function schemaOf(word: string): Record<string, unknown> {
  return {
    type: 'object',
    properties: { said: { type: 'string', enum: [word] } },
    required: ['said'],
    additionalProperties: false,
  };
}

function readWord(answer: string): unknown {
  try {
    const value = JSON.parse(answer) as { said?: unknown } | null;
    return value?.said;
  } catch {
    return null;
  }
}

function held(fields: Readonly<Record<string, unknown>>): FormFields {
  return { fields, held: true, plea: null };
}
