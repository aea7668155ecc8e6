import type { ReportLanguage } from './report-content.ts';

/** The words that every report prints, whatever it is about. */
export interface ReportWords {
  readonly confidential: string;
  readonly contents: string;
  readonly evidence: string;
  readonly evidenceLead: string;
  readonly completeness: string;
  readonly columns: Readonly<Record<'fact' | 'value' | 'definition' | 'n' | 'query' | 'asOf', string>>;
  readonly notAvailable: string;
  readonly dataTo: (when: string) => string;
  readonly live: (path: string) => string;
  readonly report: (id: string) => string;
  readonly page: (page: number, pages: number) => string;
}

const english: ReportWords = {
  confidential: 'Confidential',
  contents: 'Contents',
  evidence: 'Evidence',
  evidenceLead: 'Each numbered value of this report, how it is defined, and the query and rows it was computed from.',
  completeness: 'Data completeness',
  columns: {
    fact: 'Fact',
    value: 'Value',
    definition: 'Definition and key',
    n: 'n',
    query: 'Query, rows',
    asOf: 'As of',
  },
  notAvailable: 'Not available',
  dataTo: (when) => `Data to ${when}`,
  live: (path) => `Open live: ${path}`,
  report: (id) => `report ${id}`,
  page: (page, pages) => `${page} of ${pages}`,
};

const chinese: ReportWords = {
  confidential: '机密',
  contents: '目录',
  evidence: '依据',
  evidenceLead: '本报告中每个编号数值的定义，以及计算它所用的查询和数据行。',
  completeness: '数据完整性',
  columns: { fact: '编号', value: '数值', definition: '定义与键', n: 'n', query: '查询与行数', asOf: '截至' },
  notAvailable: '无法提供',
  dataTo: (when) => `数据截至 ${when}`,
  live: (path) => `在线查看：${path}`,
  report: (id) => `报告 ${id}`,
  page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
};

const WORDS: Readonly<Record<ReportLanguage, ReportWords>> = { en: english, 'zh-CN': chinese };

export function reportWords(language: ReportLanguage): ReportWords {
  return WORDS[language];
}
