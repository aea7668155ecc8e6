import type { Locale } from '@fabwright/facts';
import type { ToolReading } from '@fabwright/quality';

/** Words of a report on tool matching. No digit and no number word: each number comes printed. */
export interface ToolReportWords {
  readonly title: string;
  readonly allProducts: string;
  readonly scope: (days: string, tools: string) => string;
  readonly compared: string;
  readonly ofTools: (tools: string) => string;
  readonly lower: string;
  readonly higher: string;
  readonly undecided: string;
  readonly tooFewLots: string;
  readonly gap: string;
  readonly gapCaption: string;
  readonly noGap: string;
  readonly differHeading: string;
  readonly differAnswer: (share: string) => string;
  readonly allHeading: string;
  readonly lead: string;
  readonly none: string;
  readonly reading: Readonly<Record<ToolReading, string>>;
  readonly column: Readonly<
    Record<'tool' | 'step' | 'product' | 'lots' | 'yield' | 'others' | 'difference' | 'p' | 'reading', string>
  >;
  readonly lacks: {
    readonly excluded: (wafers: string) => string;
    readonly undecided: (tools: string) => string;
    readonly everything: string;
  };
}

const english: ToolReportWords = {
  title: 'Tool matching',
  allProducts: 'All products',
  scope: (days, tools) =>
    `${days}: ${tools} ran. Each is compared with the other tools of the same step, product by product, by the final yields of whole lots.`,
  compared: 'Tools compared',
  ofTools: (tools) => `of ${tools}`,
  lower: 'Read lower',
  higher: 'Read higher',
  undecided: 'Not decided',
  tooFewLots: 'too few lots',
  gap: 'Below the others of their step',
  gapCaption: 'pp; tools that read lower beyond chance',
  noGap: 'No tool reads lower than the others beyond chance.',
  differHeading: 'Tools that differ',
  differAnswer: (share) => `${share} differ from the others of their step`,
  allHeading: 'All comparisons',
  lead: 'Final yield of the gross dies in %; the difference is that of the means of lots, in pp (Welch); p is corrected by Holm over all comparisons. A difference is an association, not a cause.',
  none: 'There is nothing to compare.',
  reading: { higher: 'higher', lower: 'lower', 'no-difference': 'no difference', inconclusive: 'inconclusive' },
  column: {
    tool: 'Tool',
    step: 'Step',
    product: 'Product',
    lots: 'Lots',
    yield: 'Yield',
    others: 'Others',
    difference: 'Difference',
    p: 'p',
    reading: 'Reading',
  },
  lacks: {
    excluded: (wafers) => `Excluded by people, with their reasons, and counted nowhere: ${wafers}.`,
    undecided: (tools) => `With too few lots to decide, of their own or to compare with: ${tools}.`,
    everything: 'Everything that this report asks for was there.',
  },
};

const chinese: ToolReportWords = {
  title: '设备匹配',
  allProducts: '全部产品',
  scope: (days, tools) => `${days}：${tools} 有加工。各设备按产品与同工序的其他设备比较，以整批的最终良率为准。`,
  compared: '已比较的设备',
  ofTools: (tools) => `共 ${tools}`,
  lower: '读数较低',
  higher: '读数较高',
  undecided: '无法判定',
  tooFewLots: '批次太少',
  gap: '低于同工序其他设备',
  gapCaption: '百分点；显著较低的设备',
  noGap: '没有设备显著低于其他设备。',
  differHeading: '有差异的设备',
  differAnswer: (share) => `${share}与同工序其他设备有差异`,
  allHeading: '全部比较',
  lead: '最终良率占总芯片的 %；差异为各批次均值之差，以百分点计（Welch）；p 经 Holm 对全部比较校正。差异是关联，不是原因。',
  none: '没有可比较的内容。',
  reading: { higher: '较高', lower: '较低', 'no-difference': '无差异', inconclusive: '证据不足' },
  column: {
    tool: '设备',
    step: '工序',
    product: '产品',
    lots: '批次',
    yield: '良率',
    others: '其他设备',
    difference: '差异',
    p: 'p',
    reading: '判读',
  },
  lacks: {
    excluded: (wafers) => `由人注明理由排除、不计入任何数值：${wafers}。`,
    undecided: (tools) => `自身或用于比较的批次太少、无法判定：${tools}。`,
    everything: '本报告所需的数据均已具备。',
  },
};

export function toolReportWords(locale: Locale): ToolReportWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
