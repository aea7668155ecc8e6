import type { Locale } from '@fabwright/facts';

/** Words of a monthly summary. No digit and no number word: each number comes printed. */
export interface MonthReportWords {
  readonly title: string;
  readonly allProducts: string;
  readonly scope: (days: string, before: string, products: string, lots: string, wafers: string) => string;
  readonly change: (delta: string, interval: string) => string;
  readonly missing: string;
  readonly missingNote: (wafers: string) => string;
  readonly targetsMet: string;
  readonly noTarget: string;
  readonly within: string;
  readonly mix: string;
  readonly oneProduct: string;
  readonly noComparison: string;
  readonly excursions: string;
  readonly contained: (share: string) => string;
  readonly noExcursions: string;
  /** In place of their table. */
  readonly noneOpened: string;
  readonly trend: string;
  readonly trendCaption: string;
  readonly gap: string;
  readonly gapCaption: string;
  readonly noGap: string;
  readonly productsHeading: string;
  readonly productsAnswer: (share: string) => string;
  readonly productsLead: string;
  readonly lossesHeading: string;
  readonly lossesAnswer: (bin: string, loss: string) => string;
  readonly lossesLead: string;
  readonly lossTrend: string;
  readonly lossTrendCaption: string;
  readonly noLosses: string;
  readonly excursionsAnswer: (opened: string, contained: string) => string;
  readonly excursionsLead: string;
  readonly actionsHeading: string;
  readonly actionsAnswer: (overdue: string) => string;
  readonly actionsLead: string;
  readonly noActions: string;
  readonly overdue: string;
  readonly suspect: (words: string) => string;
  readonly kind: Readonly<Record<string, string>>;
  readonly column: Readonly<
    Record<
      | 'product'
      | 'lots'
      | 'final'
      | 'target'
      | 'before'
      | 'change'
      | 'within'
      | 'mix'
      | 'missingDies'
      | 'missingWafers'
      | 'id'
      | 'opened'
      | 'severity'
      | 'where'
      | 'lostDies'
      | 'state'
      | 'containedAfter'
      | 'cause'
      | 'what'
      | 'owner'
      | 'due'
      | 'remark',
      string
    >
  >;
  readonly lacks: {
    readonly noLots: (products: string) => string;
    readonly noTarget: (products: string) => string;
    readonly incomplete: (lots: string) => string;
    readonly excluded: (wafers: string) => string;
    readonly noBefore: string;
    readonly tooFewLots: (lots: string) => string;
    readonly everything: string;
  };
}

const english: MonthReportWords = {
  title: 'Monthly management summary',
  allProducts: 'All products',
  scope: (days, before, products, lots, wafers) =>
    `${days}: ${products}, ${lots}, ${wafers}; compared with ${before}. A lot belongs to the month in which its last first pass ended.`,
  change: (delta, interval) => `${delta} ${interval}`,
  missing: 'Missing to target',
  missingNote: (wafers) => `worth ${wafers}`,
  targetsMet: 'targets are met together',
  noTarget: 'no target is set',
  within: 'Change within products',
  mix: 'Change by product mix',
  oneProduct: 'a single product has no mix',
  noComparison: 'no lots to compare with',
  excursions: 'Excursions',
  contained: (share) => `contained: ${share}`,
  noExcursions: 'nothing opened',
  noneOpened: 'No excursion was opened in the month.',
  trend: 'Final yield by month',
  trendCaption: '% of gross dies over these products',
  gap: 'Gap to target',
  gapCaption: 'pp; products below their target',
  noGap: 'No product is below its target.',
  productsHeading: 'Yield by product',
  productsAnswer: (share) => `${share} read below their target`,
  productsLead:
    'Final yield of the gross dies in %, changes in pp. Within and mix add up to the change of the total. Missing: good dies that the target asks for beyond those there are, and the wafers that would bring them at target; below zero where the target is passed.',
  lossesHeading: 'Losses and their trend',
  lossesAnswer: (bin, loss) => `The largest loss is ${bin} with ${loss}`,
  lossesLead:
    'Dies whose last result is the bin, in pp of the gross dies; the baseline is the month before. Bins of several products go by their names.',
  lossTrend: 'Month by month',
  lossTrendCaption: 'pp of the gross dies',
  noLosses: 'No die was lost.',
  excursionsAnswer: (opened, contained) => `${opened}, contained: ${contained}`,
  excursionsLead:
    'Opened in the month, by dies lost. Those found in history and those withdrawn are left out. A suspect is an association, not a cause.',
  actionsHeading: 'Open actions',
  actionsAnswer: (overdue) => `Past their date: ${overdue}`,
  actionsLead: 'Agreed on for excursions up to the end of the month and not done when this report was made.',
  noActions: 'No action is open.',
  overdue: 'past its date',
  suspect: (words) => `suspect: ${words}`,
  kind: {
    yield: 'Yield',
    bin: 'Bin',
    test: 'Test',
    signature: 'Map signature',
    sensor: 'Sensor',
    defect: 'Defects',
  },
  column: {
    product: 'Product',
    lots: 'Lots',
    final: 'Final',
    target: 'Target',
    before: 'Before',
    change: 'Change',
    within: 'Within',
    mix: 'Mix',
    missingDies: 'Missing dies',
    missingWafers: 'Wafers',
    id: 'Excursion',
    opened: 'Opened',
    severity: 'Severity',
    where: 'Where',
    lostDies: 'Dies lost',
    state: 'State',
    containedAfter: 'Contained after',
    cause: 'Cause',
    what: 'Action',
    owner: 'Owner',
    due: 'Due',
    remark: 'Remark',
  },
  lacks: {
    noLots: (products) => `Without a tested lot in the month: ${products}.`,
    noTarget: (products) => `Without a target, so nothing is missing there: ${products}.`,
    incomplete: (lots) => `Results are still to come for ${lots}; the values can move.`,
    excluded: (wafers) => `Excluded by people, with their reasons, and counted nowhere: ${wafers}.`,
    noBefore: 'The month before has no tested lot, so no change is shown.',
    tooFewLots: (lots) => `The change has no interval: a product has only ${lots} on one side.`,
    everything: 'Everything that this report asks for was there.',
  },
};

const chinese: MonthReportWords = {
  title: '管理月报',
  allProducts: '全部产品',
  scope: (days, before, products, lots, wafers) =>
    `${days}：${products}，${lots}，${wafers}；与 ${before} 比较。批次归入其末次首测结束的那个月。`,
  change: (delta, interval) => `${delta} ${interval}`,
  missing: '距目标缺少',
  missingNote: (wafers) => `相当于 ${wafers}`,
  targetsMet: '合计达到目标',
  noTarget: '未设目标',
  within: '产品内部的变化',
  mix: '产品组合的变化',
  oneProduct: '单一产品没有组合变化',
  noComparison: '没有可比较的批次',
  excursions: '异常',
  contained: (share) => `已控制：${share}`,
  noExcursions: '没有新发现',
  noneOpened: '当月没有新发现的异常。',
  trend: '各月最终良率',
  trendCaption: '占这些产品总芯片的 %',
  gap: '与目标的差距',
  gapCaption: '百分点；低于目标的产品',
  noGap: '没有产品低于目标。',
  productsHeading: '各产品良率',
  productsAnswer: (share) => `${share}低于目标`,
  productsLead:
    '最终良率占总芯片的 %，变化以百分点计。内部与组合相加为总变化。缺少：目标要求的合格芯片减去实有的，以及按目标良率折合的晶圆；超过目标时为负。',
  lossesHeading: '损失及其走势',
  lossesAnswer: (bin, loss) => `最大的损失是 ${bin}，为 ${loss}`,
  lossesLead: '末次结果落在该分档的芯片，占总芯片的百分点；基线为上个月。多个产品的分档按名称归并。',
  lossTrend: '逐月',
  lossTrendCaption: '占总芯片的百分点',
  noLosses: '没有芯片损失。',
  excursionsAnswer: (opened, contained) => `${opened}，已控制：${contained}`,
  excursionsLead: '当月发现，按损失芯片排序；不含在历史中发现的和已撤回的。嫌疑是关联，不是原因。',
  actionsHeading: '未完成措施',
  actionsAnswer: (overdue) => `已过期：${overdue}`,
  actionsLead: '截至月末的异常所约定、生成本报告时尚未完成的措施。',
  noActions: '没有未完成的措施。',
  overdue: '已过期',
  suspect: (words) => `嫌疑：${words}`,
  kind: { yield: '良率', bin: '分档', test: '测试项', signature: '图形特征', sensor: '传感器', defect: '缺陷' },
  column: {
    product: '产品',
    lots: '批次',
    final: '最终',
    target: '目标',
    before: '上月',
    change: '变化',
    within: '内部',
    mix: '组合',
    missingDies: '缺少芯片',
    missingWafers: '折合晶圆',
    id: '异常',
    opened: '发现',
    severity: '程度',
    where: '位置',
    lostDies: '损失芯片',
    state: '状态',
    containedAfter: '控制用时',
    cause: '原因',
    what: '措施',
    owner: '负责人',
    due: '期限',
    remark: '备注',
  },
  lacks: {
    noLots: (products) => `当月没有已测批次：${products}。`,
    noTarget: (products) => `未设目标，因此不计缺少：${products}。`,
    incomplete: (lots) => `${lots} 的部分结果尚缺，其数值仍可能变动。`,
    excluded: (wafers) => `由人注明理由排除、不计入任何数值：${wafers}。`,
    noBefore: '上个月没有已测批次，因此不显示变化。',
    tooFewLots: (lots) => `变化没有区间：有产品在其中一期只有 ${lots}。`,
    everything: '本报告所需的数据均已具备。',
  },
};

export function monthReportWords(locale: Locale): MonthReportWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
