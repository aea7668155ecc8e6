import type { Section } from '../../fact-sheet/fact-sheet.ts';
import { ModelFailure, type AnswerForm, type ModelFailureCode, type ModelMessage } from '../../model/language-model.ts';
import type { PhrasingTask, Phraser } from '../../narration/phraser.ts';
import type { Refusal } from '../../verifier/refusal.ts';
import type { TaughtWordings } from '../../word-order/taught-wordings.ts';
import type { ConfiguredModel } from '../registry/configured-model.ts';
import type { LanguageGateway, Question } from '../run/language-gateway.ts';
import { choosingPrompt, choosingSchema, FRAME_LETTERS, lineKey, PROMPT_VERSIONS, writingPrompt } from './prompts.ts';

/** A section that takes longer is worded by templates. */
const QUESTION_MS = 45_000;
/** So is what is left of a text once this is used up: a report is not held up for longer by its words. */
const TEXT_MS = 150_000;
/** Failures that the next question would meet too. */
const NO_USE: readonly ModelFailureCode[] = ['unreachable', 'busy', 'deadline', 'cancelled', 'refused'];
const MOST_FAILURES = 2;
/** Greedy at first; the second answer must be able to be another one. */
const TEMPERATURES = [0, 0.7] as const;

export interface PhrasingOptions {
  readonly signal?: AbortSignal | undefined;
  readonly isTrial?: boolean;
}

export interface PhraserOptions extends PhrasingOptions {
  /** What the model's adapter was taught, where its card says so: then it may say nothing else. */
  readonly taught?: TaughtWordings | null;
}

/** What a phraser needs of the gateway. */
export type Asked = Pick<LanguageGateway, 'ask' | 'judge'>;

/**
 * A phraser that asks a model through the gateway, for one text. After a failure that will not pass it asks no more,
 * so that a model which is away costs one deadline and not ten.
 */
export function modelPhraser(
  gateway: Asked,
  model: ConfiguredModel,
  grade: 'G1' | 'G2',
  { taught = null, ...options }: PhraserOptions = {},
): Phraser {
  const conversation = new Conversation(gateway, model, grade, options);
  const shared = {
    knows: (kind: string) => model.trainedKinds?.includes(kind) ?? true,
    judged: (refusals: readonly Refusal[]) => conversation.judged(refusals),
  };
  if (grade === 'G2') {
    const form = (task: PhrasingTask): AnswerForm =>
      model.capabilities?.grammar ? { kind: 'grammar', gbnf: task.grammar } : { kind: 'text' };
    return {
      grade,
      ...shared,
      taught,
      write: async (task) => tidy(await conversation.ask(task, writingPrompt(task), form(task))),
    };
  }
  const form = (task: PhrasingTask): AnswerForm =>
    model.capabilities?.jsonSchema ? { kind: 'json', schema: choosingSchema(task.frames) } : { kind: 'text' };
  return {
    grade,
    ...shared,
    choose: async (task) =>
      choicesOf(await conversation.ask(task, choosingPrompt(task), form(task)), task.frames.length),
  };
}

class Conversation {
  readonly #until = performance.now() + TEXT_MS;
  #section: Section | undefined;
  #attempt = 0;
  #callId: string | undefined;
  #failures = 0;
  #stopped: ModelFailure | undefined;

  constructor(
    private readonly gateway: Asked,
    private readonly model: ConfiguredModel,
    private readonly grade: 'G1' | 'G2',
    private readonly options: PhrasingOptions,
  ) {}

  async ask(task: PhrasingTask, messages: readonly ModelMessage[], form: AnswerForm): Promise<string> {
    this.#callId = undefined;
    this.#attempt = task.section === this.#section ? this.#attempt + 1 : 1;
    this.#section = task.section;
    const deadlineMs = Math.min(QUESTION_MS, this.#until - performance.now());
    if (deadlineMs <= 0) this.#stopped ??= new ModelFailure('deadline', 'The text took too long already.');
    if (this.#stopped) throw this.#stopped;
    try {
      const question = this.#question(task, messages, form);
      const { callId, answer } = await this.gateway.ask(this.model, question, {
        deadlineMs,
        signal: this.options.signal,
      });
      this.#callId = callId;
      return answer.text;
    } catch (error) {
      this.#failures += 1;
      if (error instanceof ModelFailure && this.#isEnough(error)) this.#stopped = error;
      throw error;
    }
  }

  #isEnough({ code }: ModelFailure): boolean {
    return NO_USE.includes(code) || this.#failures >= MOST_FAILURES;
  }

  #question(task: PhrasingTask, messages: readonly ModelMessage[], form: AnswerForm): Question {
    return {
      task: 'narration',
      subject: `${task.section} ${task.locale}`,
      attempt: this.#attempt,
      promptVersion: PROMPT_VERSIONS[this.grade],
      isTrial: this.options.isTrial ?? false,
      request: {
        messages,
        form,
        maxTokens: mostTokens(this.grade, task),
        temperature: TEMPERATURES[this.#attempt - 1] ?? 0,
        seed: this.#attempt,
      },
    };
  }

  async judged(refusals: readonly Refusal[]): Promise<void> {
    if (this.#callId === undefined) return;
    const verdict = refusals.length === 0 ? 'passed' : 'refused';
    const words = refusals.map(({ code, complaint }) => `[${code}] ${complaint}`);
    await this.gateway.judge(this.#callId, 'narration', verdict, words);
  }
}

/** Room for about twice the draft, Chinese taking up to two tokens a character; of choices for tokens that are bytes. */
function mostTokens(grade: 'G1' | 'G2', { draft, frames }: PhrasingTask): number {
  return grade === 'G1' ? 64 + 96 * frames.length : Math.min(2_048, 64 + 2 * draft.length);
}

/** Line ends as the draft has them; blank lines and blanks around the answer say nothing. */
function tidy(answer: string): string {
  return answer
    .replaceAll('\r\n', '\n')
    .trim()
    .replaceAll(/\n{2,}/g, '\n');
}

/** The answer in the form that `readChoices` reads; null for anything else. */
function choicesOf(answer: string, lines: number): unknown {
  const said = parsed(answer);
  if (said === null) return null;
  return Array.from({ length: lines }, (_, at) => {
    const line = said[lineKey(at)];
    if (typeof line !== 'object' || line === null || !('frame' in line) || !('connective' in line)) return null;
    return { frame: letterAt(line.frame), connective: line.connective };
  });
}

/** -1 for what is no letter: no frame has that number. */
function letterAt(letter: unknown): number {
  return typeof letter === 'string' && letter.length === 1 ? FRAME_LETTERS.indexOf(letter) : -1;
}

function parsed(answer: string): Readonly<Record<string, unknown>> | null {
  try {
    const said: unknown = JSON.parse(answer);
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
