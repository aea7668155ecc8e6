import { inject } from '@angular/core';
import type { ExcursionRowFragment, FactorKind, StreamFragment } from '@fabwright/data-access';
import { readServiceInterval, readWithdrawal } from '@fabwright/facts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay, type Say } from '../../core/i18n/inject-say.ts';
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

const SERVICES = ['pm', 'repair', 'qualification'];

/** Why nothing is named, as far as there is a sentence of its own for it. */
const UNDECIDED = [
  'unasked',
  'before-sort',
  'no-link',
  'fewer-than-three-affected-lots',
  'few-affected-with-it',
  'not-lot-by-lot',
  'out-of-reach',
  'few-lots',
];

/** Streams whose values are shares of dies. */
const SHARES = ['yield', 'bin', 'map'];

/** Codes and figures of an excursion as sentences, in the person's language. Call it in an injection context. */
export function injectExcursionWords() {
  const say = injectSay('excursions');
  const formats = inject(Formats);

  function stream({ kind, name, label, toolId, chamber }: StreamFragment): string {
    const named = label || name;
    if (kind === 'yield') return say('stream.yield');
    if (kind === 'defects') return named ? say('stream.defectsAt', { step: named }) : say('stream.defects');
    if (kind === 'map') return say('stream.map', { name: named });
    if (kind !== 'sensor' || !toolId) return named;
    return say('stream.sensor', { name: named, place: chamber ? `${toolId}/${chamber}` : toolId });
  }

  const level = (one: Level): string => levelOf(one, say, formats);

  /** Affected wafers can be as good as the others: a pattern costs nothing by itself. */
  function lossText(lossPp: number, lostDies: number): string {
    if (lossPp <= 0) return say('noLoss');
    return say('lossOf', { points: formats.points(lossPp / 100), dies: formats.count(lostDies, 'dies') });
  }

  function factor(one: NamedFactor): string {
    const parts = [say(`factor.${one.kind}`), level(one), one.stepName ? `(${one.stepName})` : ''];
    return parts.filter((part) => part !== '').join(' ');
  }

  function withUnit(value: number, unit: string): string {
    return inUnit(value, unit, formats);
  }

  return {
    say,
    stream,
    why: (reason: Reason): string => whyOf(reason, say, formats, stream(reason.stream)),
    factor,
    reason: (text: string): string => reasonOf(text, say),
    undecided: (row: Undecided): string => undecidedOf(row, say, formats),
    sharedNone: ({ undecided }: Pick<Undecided, 'undecided'>): string => sharedNoneOf(undecided, say),
    withUnit,
    level,
    service: (kind: string): string => serviceOf(kind, say),
    title: (row: Pick<ExcursionRowFragment, 'subject' | 'productName' | 'productId'>): string => {
      const product = row.productName || row.productId;
      return product === '' ? stream(row.subject) : say('onProduct', { what: stream(row.subject), product });
    },
    /** In pp of the yield, and the dies that this makes. */
    loss: ({ lossPp, lostDies }: Pick<ExcursionRowFragment, 'lossPp' | 'lostDies'>): string =>
      typeof lossPp === 'number' ? lossText(lossPp, lostDies) : '–',
  };
}

type Level = Pick<NamedFactor, 'id' | 'side' | 'cut' | 'unit'>;

/** Only what tells the level from others of its factor: tool, chamber, cut, or a place since its work by the fab's clock. */
function levelOf({ id, side, cut, unit }: Level, say: Say, formats: Formats): string {
  if (typeof cut === 'number' && side) return say(`cut.${side}`, { value: inUnit(cut, unit ?? '', formats) });
  const interval = readServiceInterval(id);
  if (!interval) return id;
  const { place, kind, since } = interval;
  return say('since', { place, service: serviceOf(kind, say), when: formats.time(since.toISOString(), false) });
}

/** What people wrote, as it is; what detectors say of a withdrawal, in the reader's words. */
function reasonOf(text: string, say: Say): string {
  const withdrawal = readWithdrawal(text);
  if (withdrawal === null) return text;
  return withdrawal === 'not-found' ? say('withdrawn.notFound') : say('withdrawn.partOf', { id: withdrawal.partOf });
}

type Undecided = Pick<ExcursionRowFragment, 'undecided' | 'lotCount' | 'insertion'>;

/** Why nothing is named that the lots share, in a sentence. */
function undecidedOf({ undecided, lotCount, insertion }: Undecided, say: Say, formats: Formats): string {
  const code = insertion ? (undecided ?? 'unasked') : 'before-sort';
  return say(`undecided.${UNDECIDED.includes(code) ? code : 'other'}`, { lots: formats.count(lotCount, 'lots') });
}

/** The same in two words, for a column. */
function sharedNoneOf(undecided: Undecided['undecided'], say: Say): string {
  if (!undecided) return '–';
  return say(undecided === 'no-link' ? 'shared.nothing' : 'shared.inconclusive');
}

function serviceOf(kind: string, say: Say): string {
  return SERVICES.includes(kind) ? say(`service.${kind}`) : kind;
}

/** The sentence of a reason; `stream` names what is charted. */
function whyOf(reason: Reason, say: Say, formats: Formats, what: string): string {
  const text = (name: string): string => reason.values.find((one) => one.name === name)?.text ?? '–';
  const wafers = reason.values.find(({ name }) => name === 'wafers')?.number;
  return say(`why.${CODES.includes(reason.code) ? reason.code : 'other'}`, {
    what,
    lot: text('lot'),
    place: placeOf(text('place')),
    wafers: formats.count(wafers ?? 0, 'wafers'),
    value: figureOf(reason, 'value', formats),
    centre: figureOf(reason, 'centre', formats),
    limit: figureOf(reason, 'limit', formats),
  });
}

/** A share as %, a difference of shares as pp, anything else with three digits in the unit of its test or sensor. */
function figureOf(reason: Reason, name: string, formats: Formats): string {
  const value = reason.values.find((one) => one.name === name)?.number;
  if (value === null || value === undefined) return '–';
  if (!SHARES.includes(reason.stream.kind)) {
    const unit = reason.values.find((one) => one.name === 'unit')?.text ?? '';
    return inUnit(value, unit, formats);
  }
  const difference = reason.code === 'chamber-stands-out' || reason.code === 'wafers-spread';
  return difference ? formats.points(value) : formats.yield(value);
}

function inUnit(value: number, unit: string, formats: Formats): string {
  return [significant(value, formats.locale()), unit].filter((part) => part !== '').join('\u202f');
}

/** `step|tool|chamber` of a detector, as people call it. */
function placeOf(text: string): string {
  const [step, tool, chamber] = text.split('|');
  return tool === undefined ? text : `${[tool, chamber].filter(Boolean).join('/')} (${step})`;
}
