import { binToken } from '@fabwright/charts';
import type { BinFragment } from '@fabwright/data-access';
import type { LegendEntry } from '@fabwright/ui';
import { binsOf, isBinMode, type MapMode } from './map-view.ts';

/** Slots 1 to 6 have a colour of their own. */
const COLOURED_SLOTS = 6;

/** Words under `maps.legend`; a bin without a name is called by its number. */
export type LegendSay = (key: 'bin' | 'failed' | 'good' | 'lost' | 'other' | 'recovered', number?: number) => string;

/** What a map's colours mean: bins by loss rank, then other, recovered, good. */
export function legendOf(mode: MapMode, bins: readonly BinFragment[], say: LegendSay): LegendEntry[] {
  if (!isBinMode(mode)) return outcomes(mode, say);
  const fails = binsOf(bins, mode).filter(({ pass }) => !pass);
  const own = fails.filter(({ slot }) => slot >= 1 && slot <= COLOURED_SLOTS);
  return [
    ...own.map(({ slot, name, number }) => ({ token: binToken(slot), label: name || say('bin', number) })),
    ...(own.length < fails.length ? [{ token: binToken(-1), label: say('other') }] : []),
    { token: 'bin-recovered', label: say('recovered') },
    { token: binToken(0), label: say('good') },
  ];
}

function outcomes(mode: 'first' | 'final' | 'recovered', say: LegendSay): LegendEntry[] {
  const failed: LegendEntry = { token: 'bin-1', label: say('failed') };
  const good: LegendEntry = { token: 'bin-pass', label: say('good') };
  if (mode !== 'recovered') return [failed, good];
  const recovered: LegendEntry = { token: 'bin-recovered', label: say('recovered') };
  return [failed, { token: 'bin-5', label: say('lost') }, recovered, good];
}
