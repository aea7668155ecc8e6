import type { Locale } from '@fabwright/facts';
import { templateSentence, type Sentence } from '../draft/draft.ts';
import { CHINESE_FRAMES } from './frames.zh-cn.ts';
import { ENGLISH_FRAMES } from './frames.en.ts';
import { parseTemplate } from './message-template.ts';
import type { MessageKey } from './messages.en.ts';

/** All wordings of a message; the first is its template. */
export function framesOf(message: MessageKey, locale: Locale): Sentence[] {
  const others = (locale === 'zh-CN' ? CHINESE_FRAMES : ENGLISH_FRAMES)[message] ?? [];
  return [templateSentence(message, locale), ...others.map(frame)];
}

function frame(text: string): Sentence {
  return parseTemplate(text).map((part) => (part.kind === 'text' ? { text: part.text } : { role: part.role }));
}
