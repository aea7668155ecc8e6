import { Template } from '@huggingface/jinja';
import { ModelFailure, type ModelMessage } from '../../language-model.ts';

/** What a prompt needs of a model; a token is a number. */
export interface PromptVocabulary<Token> {
  readonly chatTemplate: string | null;
  readonly bos: { readonly token: Token; readonly text: string } | null;
  readonly eosText: string;
  readonly prependsBos: boolean;
  tokenize(text: string, readsMarks: boolean): readonly Token[];
}

/** Around the number of a message while the template is filled in; no text of ours or of people has them. */
const [OPEN, CLOSE] = ['\u{F0000}', '\u{F0001}'];
/** Some templates print the day; the same question must make the same prompt. */
const DAY = '26 Jul 2024';

/**
 * The tokens of a question in the model's own chat template, or of its texts alone where the file has none. Marks of
 * turns that stand in a message are plain text there: whoever wrote it can't end a turn or begin another.
 * Throws ModelFailure `refused` for turns that the template does not admit.
 */
export function promptTokens<Token>(vocabulary: PromptVocabulary<Token>, messages: readonly ModelMessage[]): Token[] {
  const texts = messages.map(({ text }) => text);
  const render = (values: readonly string[]): string =>
    rendered(
      vocabulary,
      messages.map(({ role }, at) => ({ role, text: values[at] ?? '' })),
    );
  const tokens = texts.some((text) => holdsMarks(vocabulary, text))
    ? piecewise(vocabulary, render(texts.map((_, at) => `${OPEN}${at}${CLOSE}`)), texts)
    : [...vocabulary.tokenize(render(texts), true)];
  const { bos, prependsBos } = vocabulary;
  return bos !== null && prependsBos && tokens[0] !== bos.token ? [bos.token, ...tokens] : tokens;
}

function holdsMarks<Token>(vocabulary: PromptVocabulary<Token>, text: string): boolean {
  const [read, plain] = [vocabulary.tokenize(text, true), vocabulary.tokenize(text, false)];
  return read.length !== plain.length || read.some((token, at) => token !== plain[at]);
}

function piecewise<Token>(vocabulary: PromptVocabulary<Token>, template: string, texts: readonly string[]): Token[] {
  const parts = template.split(new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'u'));
  return parts.flatMap((part, at) =>
    at % 2 === 0
      ? [...vocabulary.tokenize(part, true)]
      : [...vocabulary.tokenize((texts[Number(part)] ?? '').trim(), false)],
  );
}

function rendered<Token>(vocabulary: PromptVocabulary<Token>, messages: readonly ModelMessage[]): string {
  if (vocabulary.chatTemplate === null) return messages.map(({ text }) => text).join('\n');
  try {
    return fill(vocabulary, messages);
  } catch (error) {
    const folded = withoutSystem(messages);
    if (folded === null) throw refused(error);
    try {
      // Not every model was taught that there is a system.
      return fill(vocabulary, folded);
    } catch (again) {
      throw refused(again);
    }
  }
}

function fill<Token>(
  { chatTemplate, bos, eosText }: PromptVocabulary<Token>,
  messages: readonly ModelMessage[],
): string {
  return new Template(chatTemplate ?? '').render({
    messages: messages.map(({ role, text: content }) => ({ role, content })),
    bos_token: bos?.text ?? '',
    eos_token: eosText,
    add_generation_prompt: true,
    date_string: DAY,
  });
}

/** The system's words at the head of what the user says; null where there are none. */
function withoutSystem(messages: readonly ModelMessage[]): readonly ModelMessage[] | null {
  const [system, first, ...rest] = messages;
  if (system?.role !== 'system' || first?.role !== 'user') return null;
  return [{ role: 'user', text: `${system.text}\n\n${first.text}` }, ...rest];
}

function refused(error: unknown): ModelFailure {
  const why = error instanceof Error ? error.message.slice(0, 120) : 'unknown error';
  return new ModelFailure('refused', `The model's chat template does not take these turns: ${why}`);
}
