import { inject, Injectable } from '@angular/core';
import type { ToolServiceFragment, ToolYieldPartsFragment } from '@fabwright/data-access';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

/** What pages of tools say alike. */
@Injectable({ providedIn: 'root' })
export class ToolWords {
  private readonly formats = inject(Formats);
  private readonly say = injectSay('tool');

  /** `2.10 pp lower, p .003`, `No clear difference, p = 0.42`, `Inconclusive: 2 lots against 14, needs 3`. */
  reading({ reading, difference, p, lots, otherLots }: ToolYieldPartsFragment): string {
    if (reading === 'INCONCLUSIVE') return this.say('reading.INCONCLUSIVE', { lots, others: otherLots });
    const values = { pp: this.formats.points(Math.abs(difference ?? 0)), p: this.p(p ?? 1) };
    return this.say(`reading.${reading}`, values);
  }

  service({ kind, chamber, endedAt }: ToolServiceFragment): string {
    const parts = [this.say(`kind.${kind}`), chamber ?? '', this.formats.time(endedAt, false)];
    return parts.filter((part) => part !== '').join(' · ');
  }

  private p(p: number): string {
    return p < 0.0001 ? '< 0.0001' : `= ${p < 0.01 ? this.formats.number(p, 4) : this.formats.number(p, 2)}`;
  }
}

/** What tells most: the least p; without any test, the one with most lots. */
export function tellingYield(yields: readonly ToolYieldPartsFragment[]): ToolYieldPartsFragment | null {
  const rank = ({ p }: ToolYieldPartsFragment): number => p ?? 2;
  return [...yields].sort((a, b) => rank(a) - rank(b) || b.lots - a.lots)[0] ?? null;
}
