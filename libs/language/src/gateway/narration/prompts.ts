import type { Locale } from '@fabwright/facts';
import type { ModelMessage } from '../../model/language-model.ts';
import { CONNECTIVES } from '../../narration/frame-choices.ts';
import type { PhrasingTask } from '../../narration/phraser.ts';

/**
 * Raised with every change of a byte below: adapters are trained on these very prompts, and a call's row names the
 * one it was asked with. The spec holds their hashes.
 */
export const PROMPT_VERSIONS = { G1: 'narration-g1/1', G2: 'narration-g2/1' } as const;

/** Letters by which a model of grade G1 names a wording. */
export const FRAME_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

interface PromptWords {
  readonly g1: string;
  readonly g2: string;
  readonly line: (number: number) => string;
  readonly complaint: string;
}

const WORDS: Readonly<Record<Locale, PromptWords>> = {
  en: {
    g1: `You choose how the lines of a yield report are worded. For each line one of its wordings, by its letter, and one connective: "none", "also" or "meanwhile". Vary the wordings so that the lines read well one after the other. Answer in JSON only.`,
    g2: `You reword the lines of a yield report. One sentence for each line, in the same order, with the same meaning. Keep each {{reference}} exactly as it stands, once, in its own line. Write no number, no name, no cause and nothing that the line does not say. Answer with the lines only.`,
    line: (number) => `Line ${number}:`,
    complaint: 'Your answer before this one was refused:',
  },
  'zh-CN': {
    g1: `你为良率报告的每一行选择措辞。每行按字母选一种写法，再选一个连接词："none"、"also" 或 "meanwhile"。让各行读来连贯、不重复。只用 JSON 回答。`,
    g2: `你改写良率报告的各行文字。每行一句，顺序不变，意思不变。每个 {{引用}} 原样保留，只出现一次，留在原来的行中。不写数字、名称、原因，不写该行没有说的内容。只回答改写后的各行。`,
    line: (number) => `第${number}行：`,
    complaint: '你上一次的回答未被接受：',
  },
};

/** The question to a model that writes: the template lines, and what was wrong with its first answer. */
export function writingPrompt(task: PhrasingTask): ModelMessage[] {
  return [
    { role: 'system', text: WORDS[task.locale].g2 },
    { role: 'user', text: [task.draft, ...complaintsOf(task)].join('\n') },
  ];
}

/** The question to a model that chooses: each line with its wordings under letters. */
export function choosingPrompt(task: PhrasingTask): ModelMessage[] {
  const words = WORDS[task.locale];
  const lines = task.frames.map((frames, at) =>
    [words.line(at + 1), ...frames.map((frame, letter) => `${FRAME_LETTERS.charAt(letter)}. ${frame}`)].join('\n'),
  );
  return [
    { role: 'system', text: words.g1 },
    { role: 'user', text: [...lines, ...complaintsOf(task)].join('\n') },
  ];
}

function complaintsOf({ locale, complaints }: PhrasingTask): string[] {
  if (complaints.length === 0) return [];
  const said = [...new Set(complaints.map(({ complaint }) => complaint))].slice(0, 6);
  return ['', WORDS[locale].complaint, ...said.map((complaint) => `- ${complaint}`)];
}

/** Keys of the answer: `line1`, `line2` …; enums only, which every server's JSON schema knows. */
export const lineKey = (at: number): string => `line${at + 1}`;

/** The form of an answer that chooses. The first line of a section opens it, so nothing connects it. */
export function choosingSchema(frames: readonly (readonly string[])[]): Readonly<Record<string, unknown>> {
  const keys = frames.map((_, at) => lineKey(at));
  const lines = frames.map((list, at) => [
    lineKey(at),
    objectOf({
      frame: { type: 'string', enum: [...FRAME_LETTERS].slice(0, list.length) },
      connective: { type: 'string', enum: at === 0 ? ['none'] : Object.keys(CONNECTIVES.en) },
    }),
  ]);
  return objectOf(Object.fromEntries(lines) as Record<string, unknown>, keys);
}

function objectOf(properties: Readonly<Record<string, unknown>>, required = Object.keys(properties)) {
  return { type: 'object', properties, required, additionalProperties: false };
}
