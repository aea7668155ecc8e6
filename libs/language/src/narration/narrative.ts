import type { Locale } from '@fabwright/facts';

/** A stretch of text; with `factId` it is that fact as the formatter prints it, so a reader can open its evidence. */
export interface Span {
  readonly text: string;
  readonly factId?: string;
}

/** Who worded a text. Every grade says the same facts. */
export type NarrationGrade = 'G0' | 'G1' | 'G2';

/** A finished text about a sheet, with the map from its spans to the facts. */
export interface Narrative {
  readonly locale: Locale;
  readonly grade: NarrationGrade;
  readonly badge: NarrativeBadge;
  readonly headline: readonly Span[];
  readonly paragraphs: readonly (readonly Span[])[];
}

/**
 * Said at the head of the text. `template-text`: worded by templates; `model-text`: by a model; `mixed-text`: by a
 * model, but for sections that fell to the templates.
 */
export type NarrativeBadge = 'template-text' | 'model-text' | 'mixed-text';

/** The badge in words. */
export function badgeLabel(badge: NarrativeBadge, locale: Locale): string {
  const labels = {
    'template-text': { en: 'Template text', 'zh-CN': '模板文字' },
    'model-text': { en: 'Model text, checked', 'zh-CN': '模型文字，已校验' },
    'mixed-text': { en: 'Model text, checked; in part template text', 'zh-CN': '模型文字，已校验；部分为模板文字' },
  };
  return labels[badge][locale];
}

/** The spans as one string. */
export function plainText(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
}

/** Ids of the facts a text shows, in the order of first mention. */
export function mentionedFacts(narrative: Narrative): string[] {
  const spans = [narrative.headline, ...narrative.paragraphs].flat();
  return [...new Set(spans.flatMap((span) => (span.factId === undefined ? [] : [span.factId])))];
}
