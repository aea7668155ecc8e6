import type { Locale } from '@fabwright/facts';
import type { Sentence } from '../draft/draft.ts';

/** Words that may open a sentence of a section; none says more than that it goes on. */
export const CONNECTIVES: Readonly<Record<Locale, Readonly<Record<'none' | 'also' | 'meanwhile', string>>>> = {
  en: { none: '', also: 'In addition, ', meanwhile: 'Meanwhile, ' },
  'zh-CN': { none: '', also: '此外，', meanwhile: '同时，' },
};

export type Connective = keyof (typeof CONNECTIVES)['en'];

/** A model's choice for one sentence of grade G1. */
export interface FrameChoice {
  readonly frame: number;
  readonly connective: Connective;
}

/** Reads `[{"frame": 0, "connective": "none"}, …]`; null for anything else, or for a frame that does not exist. */
export function readChoices(answer: unknown, frames: readonly number[]): FrameChoice[] | null {
  if (!Array.isArray(answer) || answer.length !== frames.length) return null;
  const choices = answer.map((choice, at) => (isChoice(choice, frames[at] ?? 0) ? choice : null));
  return choices.every((choice) => choice !== null) ? choices : null;
}

function isChoice(choice: unknown, frames: number): choice is FrameChoice {
  if (typeof choice !== 'object' || choice === null || !('frame' in choice) || !('connective' in choice)) return false;
  const { frame, connective } = choice;
  const isFrame = typeof frame === 'number' && Number.isInteger(frame) && frame >= 0 && frame < frames;
  return isFrame && typeof connective === 'string' && connective in CONNECTIVES.en;
}

/** A sentence behind its connective; its first word loses the capital that a sentence begins with. */
export function connect(sentence: Sentence, connective: Connective, locale: Locale): Sentence {
  const opening = CONNECTIVES[locale][connective];
  const [first, ...rest] = sentence;
  if (opening === '' || first === undefined) return sentence;
  if ('role' in first) return [{ text: opening }, ...sentence];
  return [{ text: opening + uncapitalised(first.text) }, ...rest];
}

function uncapitalised(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
