import { inject, Injectable } from '@angular/core';
import { measuredText, type MeasureView } from '@fabwright/charts';
import type { MeasureInput, SplitInput } from '@fabwright/data-access';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import type { Catalogue } from './explore.store.ts';
import type { ExploreWords, TrendParts } from './explore-view.ts';

/** Names of measures, and why points are marked, in the person's language. */
@Injectable({ providedIn: 'root' })
export class ExploreTexts {
  private readonly formats = inject(Formats);
  private readonly say = injectSay('explore');

  /** `Final yield`, `Bin 5 Leakage`, `he_flow mean, Contact etch`. */
  measure(measure: MeasureInput, catalogue: Catalogue | null): string {
    const { kind, bin, test } = measure;
    if (kind === 'BIN') return this.say('measure.BIN', { number: bin ?? 0, name: nameOf(catalogue?.bins, bin) }).trim();
    if (kind === 'TEST') return this.test(test ?? 0, nameOf(catalogue?.tests, test));
    return parameterText(measure, catalogue) ?? this.say(`measure.${kind}`);
  }

  private test(number: number, name: string): string {
    return name === '' ? this.say('measure.TEST', { number }) : `${number} ${name}`;
  }

  forView(trend: TrendParts, measure: string, split: SplitInput | null = null): ExploreWords {
    const view: MeasureView = { name: measure, unit: trend.unit, isFraction: trend.isFraction };
    return {
      measure,
      unknownGroup: this.say('unknownGroup'),
      ...this.groupWords(split),
      note: (text, by) => this.say('note.shown', { text, by }),
      reason: ({ kind, rule, direction, limit }) => ({
        short: this.say(`short.${rule}`),
        sentence: this.say(`rule.${rule}`, {
          direction: this.say(`direction.${direction}`),
          // the spread has limits of its own, in the unit of the values
          limit:
            kind === 'spread' && trend.isFraction
              ? this.formats.points(limit)
              : measuredText(limit, view, this.formats.locale()),
        }),
      }),
    };
  }

  private groupWords(split: SplitInput | null): Pick<ExploreWords, 'group'> {
    if (split?.kind === 'SITE') return { group: (number) => this.say('ofSite', { number }) };
    return split?.kind === 'TOUCHDOWN' ? { group: (number) => this.say('ofTouchdown', { number }) } : {};
  }
}

type Numbered = readonly { readonly number: number; readonly name: string }[];

const nameOf = (list: Numbered | undefined, wanted: number | null | undefined): string =>
  list?.find(({ number }) => number === wanted)?.name ?? '';

function parameterText(
  { kind, stepId, parameter, statistic }: MeasureInput,
  catalogue: Catalogue | null,
): string | null {
  if (kind === 'ETEST') return parameter ?? '';
  const step = catalogue?.steps.find((one) => one.stepId === stepId)?.name || stepId;
  if (kind === 'METROLOGY') return `${parameter}, ${step}`;
  return kind === 'FDC' ? `${parameter} ${statistic ?? 'mean'}, ${step}` : null;
}
