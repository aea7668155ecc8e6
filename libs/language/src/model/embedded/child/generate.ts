import type { LlamaContextSequence, LlamaGrammarEvaluationState, Token } from 'node-llama-cpp';
import { jsonGrammar } from '../../json-grammar.ts';
import { ModelFailure, type AnswerForm, type ModelAnswer, type ModelRequest } from '../../language-model.ts';
import { promptTokens } from './prompt.ts';
import type { OpenContext, Runtime } from './runtime.ts';
import { TokenText } from './token-text.ts';

/** A long question is read in pieces of this many tokens, so that it can be given up in between. */
const READ_AT_ONCE = 256;

export interface Listener {
  readonly onText: (piece: string) => void;
  /** Throws when whoever asked gave the question up. */
  readonly throwIfCancelled: () => void;
}

/** Throws ModelFailure: `refused` for a question that the model can't take, or what the listener throws. */
export async function generate(
  runtime: Runtime,
  { context, sequences }: OpenContext,
  request: ModelRequest,
  listener: Listener,
): Promise<ModelAnswer> {
  const prompt = promptTokens(runtime.vocabulary, request.messages);
  const room = context.contextSize - prompt.length;
  if (room < 1) {
    const sizes = `${prompt.length} tokens, and the model takes ${context.contextSize}`;
    throw new ModelFailure('refused', `The question is too long for the model: ${sizes}.`);
  }
  const { gbnf, formHeld } = grammarOf(request.form);
  const state = gbnf === null ? undefined : await runtime.grammar(gbnf);
  const sequence = await warmest(sequences, prompt);
  const unread = await readBeginning(sequence, prompt, listener);
  const limit = Math.min(request.maxTokens, room);
  const answer = await write(runtime, sequence, unread, { request, limit, state, listener });
  return { ...answer, promptTokens: prompt.length, formHeld };
}

function grammarOf(form: AnswerForm): { gbnf: string | null; formHeld: boolean } {
  if (form.kind === 'text') return { gbnf: null, formHeld: true };
  if (form.kind === 'grammar') return { gbnf: form.gbnf, formHeld: true };
  const { gbnf, exact } = jsonGrammar(form.schema);
  return { gbnf, formHeld: exact };
}

/** The sequence that has read most of this question's beginning already, without what it read besides. */
async function warmest(sequences: readonly LlamaContextSequence[], prompt: Token[]): Promise<LlamaContextSequence> {
  const shared = (sequence: LlamaContextSequence): number => sequence.compareContextTokens(prompt).firstDifferentIndex;
  const [first, ...others] = sequences;
  if (first === undefined) throw new ModelFailure('refused', 'The model has no sequence.');
  // Of those that share nothing, the one with the shortest memory is the least loss.
  const best = others.reduce((a, b) => {
    const gain = shared(b) - shared(a);
    return gain > 0 || (gain === 0 && b.nextTokenIndex < a.nextTokenIndex) ? b : a;
  }, first);
  // The last token is read again in any case: it is what the first word of the answer follows from.
  await best.adaptStateToTokens(prompt.slice(0, -1), false);
  return best;
}

/** Reads all but the end of the question; gives what is left to read. */
async function readBeginning(sequence: LlamaContextSequence, prompt: Token[], listener: Listener): Promise<Token[]> {
  while (prompt.length - sequence.nextTokenIndex > READ_AT_ONCE) {
    listener.throwIfCancelled();
    const from = sequence.nextTokenIndex;
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(from, from + READ_AT_ONCE));
  }
  listener.throwIfCancelled();
  return prompt.slice(sequence.nextTokenIndex);
}

interface Writing {
  readonly request: ModelRequest;
  readonly limit: number;
  readonly state: LlamaGrammarEvaluationState | undefined;
  readonly listener: Listener;
}

async function write(
  { model }: Runtime,
  sequence: LlamaContextSequence,
  unread: Token[],
  { request, limit, state, listener }: Writing,
): Promise<Pick<ModelAnswer, 'text' | 'finish' | 'answerTokens'>> {
  const words = new TokenText<Token>((tokens, before) => model.detokenize(tokens, false, before));
  let [text, answerTokens] = ['', 0];
  const say = (piece: string): void => {
    text += piece;
    if (piece !== '') listener.onText(piece);
  };
  let finish: ModelAnswer['finish'] = 'stop';
  const sampling = { temperature: request.temperature, seed: request.seed };
  const options = state === undefined ? sampling : { ...sampling, grammarEvaluationState: state };
  for await (const token of sequence.evaluate(unread, options)) {
    listener.throwIfCancelled();
    say(words.take(token));
    answerTokens += 1;
    if (answerTokens < limit) continue;
    finish = 'length';
    break;
  }
  say(words.rest());
  return { text, finish, answerTokens };
}
