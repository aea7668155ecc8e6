import type { Locale } from '@fabwright/facts';
import type { ToolReading } from '@fabwright/quality';

/** Words of a report on process changes. No digit and no number word: each number comes printed. */
export interface ChangeReportWords {
  readonly title: string;
  readonly allProducts: string;
  readonly scope: (days: string, changes: string) => string;
  readonly seen: string;
  readonly judged: (changes: string) => string;
  readonly lower: string;
  readonly higher: string;
  readonly undecided: string;
  readonly tooFewLots: string;
  readonly gap: string;
  readonly gapCaption: string;
  readonly noGap: string;
  readonly effectHeading: string;
  readonly effectAnswer: (share: string) => string;
  readonly allHeading: string;
  readonly lead: string;
  readonly none: string;
  readonly reading: Readonly<Record<ToolReading, string>>;
  readonly column: Readonly<
    Record<
      | 'change'
      | 'step'
      | 'product'
      | 'since'
      | 'lots'
      | 'lotsBefore'
      | 'yield'
      | 'before'
      | 'difference'
      | 'p'
      | 'reading',
      string
    >
  >;
  readonly lacks: { readonly undecided: (changes: string) => string; readonly everything: string };
}

const english: ChangeReportWords = {
  title: 'Effect of process changes',
  allProducts: 'All products',
  scope: (days, changes) =>
    `${days}: ${changes}, recipe versions that were not run at their step in the months before. Lots under the new version are compared with those before, whenever they were tested.`,
  seen: 'Process changes',
  judged: (changes) => `judged: ${changes}`,
  lower: 'With a lower yield',
  higher: 'With a higher yield',
  undecided: 'Not decided',
  tooFewLots: 'too few lots',
  gap: 'Yield below that before the change',
  gapCaption: 'pp; changes that read lower beyond chance',
  noGap: 'No change reads lower beyond chance.',
  effectHeading: 'Changes with another yield',
  effectAnswer: (share) => `${share} go with another yield`,
  allHeading: 'All changes',
  lead: 'Final yield of the gross dies in %; the difference is that of the means of lots, in pp (Welch); p is corrected by Holm over all changes. Another yield after a change is an association: other things changed in the same weeks.',
  none: 'There was no process change.',
  reading: { higher: 'higher', lower: 'lower', 'no-difference': 'no difference', inconclusive: 'inconclusive' },
  column: {
    change: 'Recipe, version',
    step: 'Step',
    product: 'Product',
    since: 'Since',
    lots: 'Lots',
    lotsBefore: 'Before',
    yield: 'Yield',
    before: 'Before',
    difference: 'Difference',
    p: 'p',
    reading: 'Reading',
  },
  lacks: {
    undecided: (changes) => `With too few lots to decide, after the change or before: ${changes}.`,
    everything: 'Everything that this report asks for was there.',
  },
};

const chinese: ChangeReportWords = {
  title: '工艺变更的影响',
  allProducts: '全部产品',
  scope: (days, changes) =>
    `${days}：${changes}，即此前未在该工序使用的菜单版本。新版本下的批次与之前的批次比较，不论何时测试。`,
  seen: '工艺变更',
  judged: (changes) => `可判断：${changes}`,
  lower: '良率较低',
  higher: '良率较高',
  undecided: '无法判定',
  tooFewLots: '批次太少',
  gap: '低于变更前的良率',
  gapCaption: '百分点；显著较低的变更',
  noGap: '没有变更显著较低。',
  effectHeading: '良率不同的变更',
  effectAnswer: (share) => `${share}的良率与之前不同`,
  allHeading: '全部变更',
  lead: '最终良率占总芯片的 %；差异为各批次均值之差，以百分点计（Welch）；p 经 Holm 对全部变更校正。变更后的良率不同是关联：同期还有其他变化。',
  none: '没有工艺变更。',
  reading: { higher: '较高', lower: '较低', 'no-difference': '无差异', inconclusive: '证据不足' },
  column: {
    change: '菜单与版本',
    step: '工序',
    product: '产品',
    since: '起始',
    lots: '批次',
    lotsBefore: '之前批次',
    yield: '良率',
    before: '之前',
    difference: '差异',
    p: 'p',
    reading: '判读',
  },
  lacks: {
    undecided: (changes) => `变更后或变更前批次太少、无法判定：${changes}。`,
    everything: '本报告所需的数据均已具备。',
  },
};

export function changeReportWords(locale: Locale): ChangeReportWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
