import type { Locale } from '../locale.ts';
import { toPercent } from './decimal.ts';
import { formatNumber, type NumberStyle } from './format-number.ts';

/** Things that are counted; each has a word in both languages. */
export type CountUnit =
  | 'actions'
  | 'alarms'
  | 'bins'
  | 'bytes'
  | 'changes'
  | 'days'
  | 'dies'
  | 'events'
  | 'excursions'
  | 'files'
  | 'hours'
  | 'lots'
  | 'messages'
  | 'months'
  | 'points'
  | 'products'
  | 'records'
  | 'rows'
  | 'runs'
  | 'sites'
  | 'tests'
  | 'tools'
  | 'wafers'
  | 'weeks';

/** Symbols that are printed as they are in both languages; `none` prints no unit. */
export type SymbolUnit = '%' | 'pp' | 'ms' | 's' | 'σ' | 'none';

export type Unit = CountUnit | SymbolUnit;

const ENGLISH: Readonly<Record<CountUnit, readonly [one: string, many: string]>> = {
  actions: ['action', 'actions'],
  alarms: ['alarm', 'alarms'],
  bins: ['bin', 'bins'],
  bytes: ['byte', 'bytes'],
  changes: ['process change', 'process changes'],
  days: ['day', 'days'],
  dies: ['die', 'dies'],
  events: ['event', 'events'],
  excursions: ['excursion', 'excursions'],
  files: ['file', 'files'],
  hours: ['hour', 'hours'],
  lots: ['lot', 'lots'],
  messages: ['message', 'messages'],
  months: ['month', 'months'],
  points: ['point', 'points'],
  products: ['product', 'products'],
  records: ['record', 'records'],
  rows: ['row', 'rows'],
  runs: ['run', 'runs'],
  sites: ['site', 'sites'],
  tests: ['test', 'tests'],
  tools: ['tool', 'tools'],
  wafers: ['wafer', 'wafers'],
  weeks: ['week', 'weeks'],
};

const CHINESE: Readonly<Record<CountUnit, string>> = {
  actions: '项措施',
  alarms: '条报警',
  bins: '个分档',
  bytes: '字节',
  changes: '项工艺变更',
  days: '天',
  dies: '个芯片',
  events: '条事件',
  excursions: '起异常',
  files: '个文件',
  hours: '小时',
  lots: '批',
  messages: '条消息',
  months: '个月',
  points: '个点',
  products: '个产品',
  records: '条记录',
  rows: '行',
  runs: '次测试',
  sites: '个测试位',
  tests: '项测试',
  tools: '台设备',
  wafers: '片',
  weeks: '周',
};

function isCount(unit: Unit): unit is CountUnit {
  return unit in CHINESE;
}

/** The word or symbol of a unit. English counts take the singular for exactly 1 without decimals. */
export function unitLabel(unit: Unit, locale: Locale, printedNumber = ''): string {
  if (isCount(unit)) {
    if (locale === 'zh-CN') return CHINESE[unit];
    return ENGLISH[unit][/^[+−]?1$/.test(printedNumber) ? 0 : 1];
  }
  if (unit === 'none') return '';
  return unit === 'pp' && locale === 'zh-CN' ? '个百分点' : unit;
}

/**
 * Number, space, unit: `92.1 %`, `−1.8 pp`, `1.8 个百分点`, `1,456 dies`. `value` is in the unit (92.1 for 92.1 %).
 * The space is U+0020, so that text can be searched and copied; a view keeps the pair on one line.
 */
export function formatQuantity(
  value: number,
  unit: Unit,
  precision: number,
  locale: Locale,
  style: NumberStyle = {},
): string {
  const number = formatNumber(value, precision, locale, style);
  const label = unitLabel(unit, locale, number);
  return label === '' ? number : `${number} ${label}`;
}

/** A quantity in a unit of its own, such as a parametric test's: `1.215 V`. The symbol is never translated. */
export function formatMeasured(value: number, symbol: string, precision: number, locale: Locale): string {
  const number = formatNumber(value, precision, locale);
  return symbol === '' ? number : `${number} ${symbol}`;
}

/** Decimals by kind of number: one place that says how precise each is shown. */
export const PRECISION = {
  yield: 1,
  /** Where the three yields stand side by side, on the command line and in CSV. */
  yieldSideBySide: 2,
  loss: 2,
  change: 1,
  count: 0,
  cpk: 2,
} as const;

/** A yield given as a fraction of 1: `95.4 %`. The same text as the fact of its percentage. */
export function formatYield(fraction: number, locale: Locale, precision: number = PRECISION.yield): string {
  return formatQuantity(toPercent(fraction), '%', precision, locale);
}

/** A loss or a difference of yields given as a fraction of 1, in percentage points: `2.53 pp`, signed on demand. */
export function formatPoints(
  fraction: number,
  locale: Locale,
  precision: number = PRECISION.loss,
  style: NumberStyle = {},
): string {
  return formatQuantity(toPercent(fraction), 'pp', precision, locale, style);
}

/** A part with its whole: `4 of 13 lots`, `13 批中有 4 批`. */
export function formatShare(part: number, whole: number, unit: CountUnit, locale: Locale): string {
  const of = formatQuantity(whole, unit, 0, locale);
  const number = formatNumber(part, 0, locale);
  if (locale === 'en') return `${number} of ${of}`;
  return `${of}中有 ${number} ${CHINESE[unit]}`;
}
