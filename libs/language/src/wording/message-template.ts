import type { FactStyle, Locale } from '@fabwright/facts';
import { CHINESE } from './messages.zh-cn.ts';
import { ENGLISH, type MessageKey } from './messages.en.ts';

/** A message cut at its placeholders. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly role: string; readonly style: FactStyle };

const STYLES: readonly string[] = ['full', 'value', 'magnitude', 'bare'] satisfies FactStyle[];

function isStyle(style: string): style is FactStyle {
  return STYLES.includes(style);
}

/** Cuts a message at `{role}` and `{role:style}`. Throws a SyntaxError for a style that does not exist. */
export function parseTemplate(message: string): TemplatePart[] {
  return message
    .split(/(\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece): TemplatePart => {
      const match = /^\{([A-Za-z]+)(?::([a-z]+))?\}$/.exec(piece);
      if (!match) return { kind: 'text', text: piece };
      const style = match[2] ?? 'full';
      if (!isStyle(style)) throw new SyntaxError(`"${piece}" names a style of a fact that does not exist.`);
      return { kind: 'fact', role: match[1] ?? '', style };
    });
}

/** The message of a key, cut at its placeholders. */
export function messageTemplate(key: MessageKey, locale: Locale): TemplatePart[] {
  return parseTemplate(locale === 'zh-CN' ? CHINESE[key] : ENGLISH[key]);
}
