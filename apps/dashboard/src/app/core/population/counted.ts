import { inject } from '@angular/core';
import { Formats } from '../formats/formats.ts';
import { injectSay } from '../i18n/inject-say.ts';
import type { NotShown } from './population-notices.ts';

/**
 * What figures do and don't count, for the caption of their chart: how many positions of the map they cover, and how
 * many wafers were excluded by hand. Empty where they count everything. Call it in an injection context.
 */
export function injectCounted(): (found: Pick<NotShown, 'dies' | 'excluded'> | null | undefined) => string[] {
  const say = injectSay('population');
  const formats = inject(Formats);
  return (found) => {
    const [dies, excluded] = [found?.dies, found?.excluded ?? 0];
    return [
      ...(dies
        ? [say('dies.covered', { chosen: formats.number(dies.chosen), positions: formats.number(dies.positions) })]
        : []),
      ...(excluded > 0 ? [say('excluded', { count: excluded })] : []),
    ];
  };
}
