import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { CountUnit, Unit } from '../number/quantity.ts';
import type { Period } from './period.ts';

/** What a fact is about: a thing with a name that is never translated. */
export interface Subject {
  readonly type: 'product' | 'lot' | 'wafer' | 'tool' | 'chamber' | 'bin' | 'test' | 'group';
  readonly name: string;
}

/** Where a fact comes from, so that a reader can follow it. */
export interface FactSource {
  /** Name of the query that computed it, with its parameters. */
  readonly query: string;
  /** Hash of query and result. */
  readonly hash: string;
  /** Rows it rests on. */
  readonly rows: number;
  /** The data's sequence number it was computed at. */
  readonly asOf: string;
}

/** Low and high end in the fact's unit. */
export interface FactInterval {
  readonly low: number;
  readonly high: number;
  /** Coverage, a fraction of 1. */
  readonly confidence: number;
}

interface FactBase {
  /** Stable name, the same for the same statement about the same data: `yield.final/PMIC-K7/CP1/2026-W47`. */
  readonly key: string;
  /** Kind of statement, such as `yield.final` or `loss.change`; templates and definitions go by it. */
  readonly kind: string;
  readonly subject: Subject;
  readonly period: Period;
  readonly source: FactSource;
  /** How many lots, wafers or dies it rests on. */
  readonly n?: { readonly value: number; readonly unit: CountUnit };
  readonly direction?: 'up' | 'down' | 'flat';
  /** What the direction means for the fab. */
  readonly polarity?: 'good' | 'bad' | 'neutral';
}

/** A number with a unit; the precision belongs to the fact. */
export interface QuantityFact extends FactBase {
  readonly type: 'quantity';
  readonly value: number;
  readonly unit: Unit;
  readonly precision: number;
  /** A change: printed with its sign. */
  readonly signed?: boolean;
  readonly interval?: FactInterval;
}

/** A part with its whole: 4 of 13 lots. */
export interface ShareFact extends FactBase {
  readonly type: 'share';
  readonly value: number;
  readonly of: number;
  readonly unit: CountUnit;
}

/** A name: lot, wafer, tool, bin. Names are facts so that none can be garbled. */
export interface NameFact extends FactBase {
  readonly type: 'name';
  readonly text: string;
}

/** A day in fab time. */
export interface DateFact extends FactBase {
  readonly type: 'date';
  readonly date: CalendarDate;
}

/** The period itself as a statement: "W40–W45". */
export interface PeriodFact extends FactBase {
  readonly type: 'period';
}

/** The p-value of a test. */
export interface ProbabilityFact extends FactBase {
  readonly type: 'probability';
  readonly value: number;
  readonly test: string;
}

/** A fact before it has a number on a page. */
export type FactDraft = QuantityFact | ShareFact | NameFact | DateFact | PeriodFact | ProbabilityFact;

/** A fact with its number on one page (`F7`); only the key means something elsewhere. */
export type Fact = FactDraft & { readonly id: string };

/**
 * A stable key out of a kind and the names that make the statement unique. A slash or percent sign inside a name is
 * escaped, so that two different lists of names never give the same key.
 */
export function factKey(kind: string, ...names: readonly string[]): string {
  return [kind, ...names].map((name) => name.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');
}
