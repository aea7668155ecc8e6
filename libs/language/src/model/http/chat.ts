import { z } from 'zod';
import type { Ending } from '../ending.ts';
import { ModelFailure, type ModelAnswer, type ModelMessage, type ModelRequest } from '../language-model.ts';
import { readEvents, readText } from './body-reader.ts';
import type { Exchange } from './exchange.ts';
import type { FormFields } from './forms.ts';

const usage = z.object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() }).nullish();
const reason = z.string().nullish();
const text = z.string().nullish();

const whole = z.object({
  choices: z.array(z.object({ message: z.object({ content: text }), finish_reason: reason })).min(1),
  usage,
});
const piece = z.object({
  choices: z.array(z.object({ delta: z.object({ content: text }).nullish(), finish_reason: reason })).nullish(),
  usage,
});

export interface ChatQuestion extends ModelRequest {
  readonly model: string;
  readonly fields: FormFields;
}

/** Parts of an answer, before it is known whether its form was held. */
type Said = Omit<ModelAnswer, 'formHeld'>;

/** Asks in one request and one response. Throws ModelFailure. */
export async function askWhole(
  exchange: Exchange,
  question: ChatQuestion,
  ending: Ending,
  mostBytes: number,
): Promise<Said> {
  const response = await exchange.send('/chat/completions', bodyOf(question, false), ending);
  const answer = parsed(whole, await readText(response, ending, mostBytes));
  const [first] = answer.choices;
  return said(first?.message.content ?? '', first?.finish_reason, answer.usage);
}

/** Asks for the answer piece by piece. Throws ModelFailure; `crashed` for a stream that ends before the answer does. */
export async function askStreaming(
  exchange: Exchange,
  question: ChatQuestion,
  ending: Ending,
  mostBytes: number,
  onText: (piece: string) => void,
): Promise<Said> {
  const response = await exchange.send('/chat/completions', bodyOf(question, true), ending);
  const told = new Told();
  for await (const data of readEvents(response, ending, mostBytes)) {
    if (data === '[DONE]') break;
    const words = told.take(parsed(piece, data));
    if (words !== '') onText(words);
  }
  return told.answer();
}

/** A streamed answer as far as it has come. */
class Told {
  #text = '';
  #finish: string | null = null;
  #usage: z.infer<typeof usage> = null;

  /** The words that this event adds. */
  take({ choices, usage: used }: z.infer<typeof piece>): string {
    const first = choices?.[0];
    const words = first?.delta?.content ?? '';
    this.#text += words;
    this.#finish = first?.finish_reason ?? this.#finish;
    this.#usage = used ?? this.#usage;
    return words;
  }

  answer(): Said {
    if (this.#finish !== null) return said(this.#text, this.#finish, this.#usage);
    throw new ModelFailure('crashed', 'The server ended its answer before it was finished.');
  }
}

function bodyOf({ model, messages, fields, maxTokens, temperature, seed }: ChatQuestion, stream: boolean): object {
  return {
    model,
    messages: withPlea(messages, fields.plea).map(({ role, text: content }) => ({ role, content })),
    max_tokens: maxTokens,
    temperature,
    seed,
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    ...fields.fields,
  };
}

function withPlea(messages: readonly ModelMessage[], plea: string | null): readonly ModelMessage[] {
  const last = messages.at(-1);
  if (plea === null || last === undefined) return messages;
  return [...messages.slice(0, -1), { ...last, text: `${last.text}\n\n${plea}` }];
}

function parsed<T>(schema: z.ZodType<T>, body: string): T {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Without a cause: the parser's complaint quotes what it could not read.
    throw new ModelFailure('malformed', 'The answer of the model server is no JSON.');
  }
  if (typeof value === 'object' && value !== null && 'error' in value && !('choices' in value)) {
    throw new ModelFailure('crashed', 'The model server failed in the middle of its answer.');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // Zod's complaint could quote what was said.
  throw new ModelFailure('malformed', 'The answer of the model server is not what the protocol says.');
}

function said(answer: string, finish: string | null | undefined, used: z.infer<typeof usage>): Said {
  if (finish === 'content_filter') throw new ModelFailure('refused', 'The model server held its answer back.');
  return {
    text: answer,
    finish: finish === 'length' ? 'length' : 'stop',
    promptTokens: used?.prompt_tokens ?? null,
    answerTokens: used?.completion_tokens ?? null,
  };
}
