import { z } from 'zod';
import type { Ending } from '../ending.ts';
import { ModelFailure } from '../language-model.ts';
import { readText } from './body-reader.ts';
import type { Exchange } from './exchange.ts';
import { unlessRefused } from './probe-forms.ts';
import { colouredSquare } from './probe-picture.ts';

const tokens = z.number().int().positive().nullish().catch(null);
const listed = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      // vLLM and SGLang, others, llama-server. How many tokens it was trained for says not how many it serves.
      max_model_len: tokens,
      context_length: tokens,
      context_window: tokens,
      meta: z.object({ n_ctx: tokens }).nullish().catch(null),
    }),
  ),
});
const embedded = z.object({ data: z.array(z.object({ embedding: z.array(z.number()).min(1) })).min(1) });
const described = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

export interface ServedModel {
  readonly name: string;
  readonly contextTokens: number | null;
}

/** Sends one question of the probe within its own time. */
export type Within = <T>(ask: (ending: Ending) => Promise<T>) => Promise<T>;

const MOST_BYTES = 4 * 2 ** 20;

/**
 * The model as the server lists it: the one of that name, or its first. Throws ModelFailure; `refused` for a model that
 * it does not list, `malformed` for a list that is none.
 */
export async function servedModel(
  exchange: Exchange,
  wanted: string | undefined,
  within: Within,
): Promise<ServedModel> {
  const models = await within((ending) => readJson(exchange, '/models', undefined, ending, listed));
  if (models === null) throw new ModelFailure('malformed', 'The model server does not list its models.');
  const model = wanted === undefined ? models.data[0] : models.data.find(({ id }) => id === wanted);
  if (model === undefined) {
    throw new ModelFailure('refused', `The model server does not list ${wanted === undefined ? 'any' : 'that'} model.`);
  }
  const context = [model.max_model_len, model.meta?.n_ctx, model.context_length, model.context_window];
  return { name: model.id, contextTokens: context.find((number) => typeof number === 'number') ?? null };
}

/** Whether the server turns a text into numbers. */
export function embeds(exchange: Exchange, model: string, within: Within): Promise<boolean> {
  const body = { model, input: 'wafer' };
  return unlessRefused(
    within(async (ending) => (await readJson(exchange, '/embeddings', body, ending, embedded)) !== null),
  );
}

const COLOURS = { red: [220, 20, 20], green: [20, 160, 20], blue: [20, 20, 220] } as const;
type Colour = keyof typeof COLOURS;

/** Whether the model sees: it must name the colours of two squares, which the question alone does not tell. */
export async function sees(exchange: Exchange, model: string, within: Within): Promise<boolean> {
  const names = Object.keys(COLOURS) as Colour[];
  const first = Math.floor(Math.random() * names.length);
  for (const colour of [names[first], names[(first + 1) % names.length]]) {
    if (colour === undefined || !(await unlessRefused(namesColour(exchange, model, colour, within)))) return false;
  }
  return true;
}

async function namesColour(exchange: Exchange, model: string, colour: Colour, within: Within): Promise<boolean> {
  const question = 'What colour fills this picture: red, green or blue? Answer with that word only.';
  const content = [
    { type: 'text', text: question },
    { type: 'image_url', image_url: { url: colouredSquare(COLOURS[colour]) } },
  ];
  const body = { model, messages: [{ role: 'user', content }], max_tokens: 16, temperature: 0, seed: 1 };
  const answer = await within((ending) => readJson(exchange, '/chat/completions', body, ending, described));
  const words = answer?.choices[0]?.message.content.toLowerCase() ?? '';
  return (Object.keys(COLOURS) as Colour[]).every((name) => words.includes(name) === (name === colour));
}

/** The body of an answer; null where it is not of that form. */
async function readJson<T>(
  exchange: Exchange,
  path: string,
  body: unknown,
  ending: Ending,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const text = await readText(await exchange.send(path, body, ending), ending, MOST_BYTES);
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
