import { computed, inject, type Signal } from '@angular/core';
import { UI_PREFERENCES } from '../preferences.ts';

/** The few words that components say themselves. Everything else comes in by inputs. */
interface UiWords {
  readonly tableView: string;
  readonly chartView: string;
  readonly export: string;
  readonly exportPng: string;
  readonly exportSvg: string;
  readonly exportCsv: string;
  readonly exportParquet: string;
  readonly close: string;
  readonly cancel: string;
  readonly tryAgain: string;
  readonly stillComputing: string;
  readonly loading: string;
  readonly correlationId: (id: string) => string;
  readonly copy: string;
  readonly copied: string;
  readonly search: string;
  readonly noMatch: string;
  readonly all: string;
  readonly clear: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly range: (from: number, to: number, total: number) => string;
  readonly sortedUp: string;
  readonly sortedDown: string;
  readonly definition: string;
  readonly interval: string;
  readonly count: string;
  readonly asOf: string;
  readonly query: string;
  readonly rows: string;
  readonly evidence: string;
  readonly noValue: string;
  readonly waferKeys: string;
  readonly waferChoiceKeys: string;
}

const en: UiWords = {
  tableView: 'Table view (T)',
  chartView: 'Chart view (T)',
  export: 'Export (E)',
  exportPng: 'Image, PNG 2×',
  exportSvg: 'Drawing, SVG',
  exportCsv: 'Values, CSV',
  exportParquet: 'Values, Parquet',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  stillComputing: 'Still computing',
  loading: 'Loading',
  correlationId: (id) => `id ${id}`,
  copy: 'Copy',
  copied: 'Copied',
  search: 'Search',
  noMatch: 'Nothing matches',
  all: 'All',
  clear: 'Clear',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  range: (from, to, total) => `${from}–${to} of ${total}`,
  sortedUp: 'sorted ascending',
  sortedDown: 'sorted descending',
  definition: 'Definition',
  interval: 'Interval',
  count: 'n',
  asOf: 'As of',
  query: 'Query',
  rows: 'Rows',
  evidence: 'Evidence',
  noValue: 'No value',
  waferKeys: 'Arrow keys walk the dies, Enter opens one.',
  waferChoiceKeys: 'Arrow keys walk the dies, Space chooses one, Shift with an arrow key chooses a rectangle.',
};

const zh: UiWords = {
  tableView: '表格视图（T）',
  chartView: '图表视图（T）',
  export: '导出（E）',
  exportPng: '图片，PNG 2×',
  exportSvg: '矢量图，SVG',
  exportCsv: '数值，CSV',
  exportParquet: '数值，Parquet',
  close: '关闭',
  cancel: '取消',
  tryAgain: '重试',
  stillComputing: '仍在计算',
  loading: '正在加载',
  correlationId: (id) => `编号 ${id}`,
  copy: '复制',
  copied: '已复制',
  search: '搜索',
  noMatch: '没有匹配项',
  all: '全部',
  clear: '清除',
  previousPage: '上一页',
  nextPage: '下一页',
  range: (from, to, total) => `第 ${from}–${to} 项，共 ${total} 项`,
  sortedUp: '升序',
  sortedDown: '降序',
  definition: '定义',
  interval: '区间',
  count: '样本数 n',
  asOf: '数据截至',
  query: '查询',
  rows: '行数',
  evidence: '依据',
  noValue: '无数值',
  waferKeys: '用方向键逐个移动芯片，回车键打开。',
  waferChoiceKeys: '用方向键逐个移动芯片，空格键选择，按住 Shift 加方向键选择矩形。',
};

/** Call in an injection context. */
export function injectUiWords(): Signal<UiWords> {
  const { language } = inject(UI_PREFERENCES);
  return computed(() => (language() === 'zh-CN' ? zh : en));
}
