import { Injectable } from '@nestjs/common';
import { LOCALES, type Locale } from '@fabwright/facts';
import { lotFactSheet, periodFactSheet, TemplateNarrator, type FactSheet } from '@fabwright/language';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { LotFiguresService, type Lot, type Overview } from '@fabwright/quality';
import { checkedNarrative } from './checked-narrative.ts';
import { narrativeShape, plainNarrative } from './narrative-shape.ts';
import type { Narrative } from './narrative.types.ts';

const NOTHING: Readonly<Record<'severalProducts' | 'noLots' | 'noResults', Readonly<Record<Locale, string>>>> = {
  severalProducts: {
    en: 'Choose a product to read what changed: each is compared with its own past.',
    'zh-CN': '请选择产品查看变化：每个产品只与自身的历史比较。',
  },
  noLots: {
    en: 'No lot ended its first pass in this period.',
    'zh-CN': '该期间没有批次完成首测。',
  },
  noResults: {
    en: 'Nothing of this lot counts yet: it was not tested, or every wafer is excluded.',
    'zh-CN': '该批次尚无可计入的结果：尚未测试，或晶圆已全部排除。',
  },
};

/** What an overview or a lot says in words. */
@Injectable()
export class NarrativeService {
  readonly #narrator = new TemplateNarrator();

  constructor(private readonly lotFigures: LotFiguresService) {}

  async ofOverview({ figures, trend }: Overview, language: string): Promise<Narrative> {
    const locale = localeOf(language);
    if (figures) return this.#told(periodFactSheet(figures), locale);
    const why = trend.points.length > 0 ? NOTHING.severalProducts : NOTHING.noLots;
    return plainNarrative(why[locale], locale, new Date());
  }

  async ofLot(lot: Lot, language: string, scope: ProductScope): Promise<Narrative> {
    const locale = localeOf(language);
    const figures = await this.lotFigures.figures(lot, scope);
    if (figures) return this.#told(lotFactSheet(figures), locale);
    return plainNarrative(NOTHING.noResults[locale], locale, new Date());
  }

  async #told(sheet: FactSheet, locale: Locale): Promise<Narrative> {
    return narrativeShape(await checkedNarrative(this.#narrator, sheet, locale), sheet, new Date());
  }
}

/** Throws INVALID_INPUT for a language that we don't write. */
export function localeOf(language: string): Locale {
  const locale = LOCALES.find((known) => known === language);
  if (locale) return locale;
  throw new DomainError('INVALID_INPUT', `Texts are written in ${LOCALES.join(' and ')}, not in "${language}".`, {
    detail: { field: 'language', reason: 'unknown-language' },
  });
}
