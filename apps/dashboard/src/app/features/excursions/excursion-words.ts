import { inject } from '@angular/core';
import type { ExcursionRowFragment, FactorKind, FactorLevelFragment, StreamFragment } from '@fabwright/data-access';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { significant } from './significant.ts';

type Reason = ExcursionRowFragment['reasons'][number];

/** What lots share, as far as words need it. */
export interface NamedFactor {
  readonly kind: FactorKind;
  readonly id: string;
  readonly stepName?: string | null;
  readonly side?: string | null;
  readonly cut?: number | null;
  readonly unit?: string | null;
}

const CODES = [
  'lot-outside-limits',
  'slow-shift',
  'below-floor',
  'wafers-spread',
  'wafers-stand-out',
  'chamber-stands-out',
  'sensor-moved',
];

/** Streams whose values are shares of dies. */
const SHARES = ['yield', 'bin', 'map'];

/** Codes and figures of an excursion as sentences, in the person's language. Call it in an injection context. */
export function injectExcursionWords() {
  const say = injectSay('excursions');
  const formats = inject(Formats);

  function stream({ kind, name, label, toolId, chamber }: StreamFragment): string {
    const named = label || name;
    if (kind === 'yield' || kind === 'defects') return say(`stream.${kind}`);
    if (kind === 'map') return say('stream.map', { name: named });
    if (kind !== 'sensor' || !toolId) return named;
    return say('stream.sensor', { name: named, place: chamber ? `${toolId}/${chamber}` : toolId });
  }

  /** A share as %, a difference of shares as pp, anything else with three digits in the unit of its test or sensor. */
  function figure(reason: Reason, name: string): string {
    const value = reason.values.find((one) => one.name === name)?.number;
    if (value === null || value === undefined) return '–';
    if (!SHARES.includes(reason.stream.kind)) return significant(value, formats.locale());
    const difference = reason.code === 'chamber-stands-out' || reason.code === 'wafers-spread';
    return difference ? formats.points(value) : formats.yield(value);
  }

  function why(reason: Reason): string {
    const text = (name: string): string => reason.values.find((one) => one.name === name)?.text ?? '–';
    const wafers = reason.values.find(({ name }) => name === 'wafers')?.number;
    return say(`why.${CODES.includes(reason.code) ? reason.code : 'other'}`, {
      what: stream(reason.stream),
      lot: text('lot'),
      place: placeOf(text('place')),
      wafers: formats.count(wafers ?? 0, 'wafers'),
      value: figure(reason, 'value'),
      centre: figure(reason, 'centre'),
      limit: figure(reason, 'limit'),
    });
  }

  function factor({ kind, id, stepName, side, cut, unit }: NamedFactor): string {
    const named = typeof cut === 'number' && side ? say(`cut.${side}`, { value: withUnit(cut, unit ?? '') }) : id;
    return [say(`factor.${kind}`), named, stepName ? `(${stepName})` : ''].filter((part) => part !== '').join(' ');
  }

  function withUnit(value: number, unit: string): string {
    return [significant(value, formats.locale()), unit].filter((part) => part !== '').join('\u202f');
  }

  return {
    say,
    stream,
    why,
    factor,
    withUnit,
    /** Only what tells the level from others of its factor: tool, chamber, cut. */
    level: (level: FactorLevelFragment): string =>
      typeof level.cut === 'number' && level.side
        ? say(`cut.${level.side}`, { value: withUnit(level.cut, level.unit ?? '') })
        : level.id,
    title: (row: Pick<ExcursionRowFragment, 'subject' | 'productName' | 'productId'>): string => {
      const product = row.productName || row.productId;
      return product === '' ? stream(row.subject) : say('onProduct', { what: stream(row.subject), product });
    },
    /** In pp of the yield, and the dies that this makes. */
    loss: ({ lossPp, lostDies }: Pick<ExcursionRowFragment, 'lossPp' | 'lostDies'>): string =>
      typeof lossPp === 'number'
        ? say('lossOf', { points: formats.points(lossPp / 100), dies: formats.count(lostDies, 'dies') })
        : '–',
  };
}

/** `step|tool|chamber` of a detector, as people call it. */
function placeOf(text: string): string {
  const [step, tool, chamber] = text.split('|');
  return tool === undefined ? text : `${[tool, chamber].filter(Boolean).join('/')} (${step})`;
}
