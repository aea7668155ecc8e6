import {
  PRECISION,
  factKey,
  periodKey,
  roundDecimal,
  toPercent,
  type CountUnit,
  type Fact,
  type FactDraft,
  type FactInterval,
  type FactSource,
  type Period,
  type Subject,
} from '@fabwright/facts';
import type { FactKind } from '../wording/definitions.ts';
import type { MessageKey, RolesOf } from '../wording/messages.en.ts';
import { FACT_SHEET_VERSION, type FactSheet, type Section, type Statement } from './fact-sheet.ts';

/** What all facts of a sheet share. */
export interface SheetScope {
  readonly kind: FactSheet['kind'];
  readonly subject: Subject;
  /** Names that make a fact's key unique: product, insertion, and the lot of a lot's sheet. */
  readonly names: readonly string[];
  readonly period: Period;
}

export interface FactOptions {
  readonly subject?: Subject;
  /** Further names in the key, where a kind occurs more than once (a bin, a wafer). */
  readonly names?: readonly string[];
  readonly interval?: FactInterval;
  readonly n?: { readonly value: number; readonly unit: CountUnit };
  /** Whether more of it is good for the fab. */
  readonly moreIs?: 'good' | 'bad';
}

export interface Weight {
  /** Size of what is said, 1 for about a percentage point or a tenth of the lots. */
  readonly effect: number;
  /** 1 sure, 0.5 unknown, 0.3 likely chance. */
  readonly significance?: number;
  readonly weight?: number;
  readonly needs?: readonly number[];
}

/** Collects facts, each once by its key, and the statements that refer to them. */
export class SheetBuilder {
  readonly #scope: SheetScope;
  readonly #facts: Fact[] = [];
  readonly #idByKey = new Map<string, string>();
  readonly #statements: Statement[] = [];

  constructor(scope: SheetScope) {
    this.#scope = scope;
  }

  /** A yield given as a fraction of 1. */
  yield(kind: FactKind, fraction: number, precision: number, source: FactSource, options: FactOptions = {}): string {
    return this.#add({
      ...this.#base(kind, source, options),
      type: 'quantity',
      value: toPercent(fraction),
      unit: '%',
      precision,
    });
  }

  /** A difference or a loss in percentage points; `signed` for a change. */
  points(
    kind: FactKind,
    valuePp: number,
    precision: number,
    source: FactSource,
    options: FactOptions & { readonly signed?: boolean } = {},
  ): string {
    const { signed = false } = options;
    return this.#add({
      ...this.#base(kind, source, options),
      ...(signed ? directionOf(valuePp, precision, options.moreIs) : {}),
      ...(options.interval ? { interval: options.interval } : {}),
      type: 'quantity',
      value: valuePp,
      unit: 'pp',
      precision,
      signed,
    });
  }

  count(kind: FactKind, value: number, unit: CountUnit, source: FactSource, options: FactOptions = {}): string {
    const base = this.#base(kind, source, options);
    return this.#add({ ...base, type: 'quantity', value, unit, precision: PRECISION.count });
  }

  share(
    kind: FactKind,
    value: number,
    of: number,
    unit: CountUnit,
    source: FactSource,
    options: FactOptions = {},
  ): string {
    return this.#add({ ...this.#base(kind, source, options), type: 'share', value, of, unit });
  }

  name(subject: Subject, source: FactSource): string {
    return this.#add({
      ...this.#base('name', source, { subject, names: [subject.type, subject.name] }),
      type: 'name',
      text: subject.name,
    });
  }

  period(kind: 'period' | 'period.baseline', period: Period, source: FactSource): string {
    return this.#add({ ...this.#base(kind, source, { names: [periodKey(period)] }), type: 'period', period });
  }

  /** Adds a statement; returns its position, for those that need it. */
  say<K extends MessageKey>(
    message: K,
    section: Section,
    roles: Readonly<Record<RolesOf<K>, string>>,
    { effect, significance = 1, weight = 1, needs = [] }: Weight,
  ): number {
    this.#statements.push({ message, section, roles, salience: effect * significance * weight, needs });
    return this.#statements.length - 1;
  }

  build(): FactSheet {
    return {
      version: FACT_SHEET_VERSION,
      kind: this.#scope.kind,
      facts: this.#facts,
      statements: this.#statements,
    };
  }

  #base(kind: FactKind, source: FactSource, options: FactOptions) {
    const { names, period, subject } = this.#scope;
    const time = period.kind === 'lot' ? [] : [periodKey(period)];
    return {
      key: factKey(kind, ...names, ...(options.names ?? []), ...time),
      kind,
      subject: options.subject ?? subject,
      period,
      source,
      ...(options.n ? { n: options.n } : {}),
    };
  }

  #add(draft: FactDraft): string {
    const known = this.#idByKey.get(draft.key);
    if (known !== undefined) return known;
    const id = `F${this.#facts.length + 1}`;
    this.#facts.push({ ...draft, id });
    this.#idByKey.set(draft.key, id);
    return id;
  }
}

/** Direction of the value as it is printed: a change that rounds to zero is flat. */
export function directionOf(
  value: number,
  precision: number,
  moreIs: 'good' | 'bad' | undefined,
): { direction: 'up' | 'down' | 'flat'; polarity: 'good' | 'bad' | 'neutral' } {
  const { whole, fraction } = roundDecimal(value, precision);
  if (!/[1-9]/.test(whole + fraction)) return { direction: 'flat', polarity: 'neutral' };
  const direction = value > 0 ? 'up' : 'down';
  if (moreIs === undefined) return { direction, polarity: 'neutral' };
  return { direction, polarity: (direction === 'up') === (moreIs === 'good') ? 'good' : 'bad' };
}
