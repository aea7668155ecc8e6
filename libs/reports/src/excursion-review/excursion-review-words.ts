import type { Locale } from '@fabwright/facts';

/** Words of the week's review of excursions. No digit and no number word: each number comes printed. */
export interface ExcursionReviewWords {
  readonly title: string;
  readonly allProducts: string;
  readonly scope: (days: string) => string;
  readonly headline: (opened: string, contained: string) => string;
  readonly quiet: string;
  readonly carriedOn: (carried: string) => string;
  readonly nothingCarried: string;
  readonly overdueNow: (share: string) => string;
  readonly badge: string;
  readonly key: Readonly<Record<'opened' | 'contained' | 'open' | 'lost' | 'overdue', string>>;
  readonly note: {
    readonly carried: (excursions: string) => string;
    readonly lost: string;
    readonly noActions: string;
  };
  readonly figure: string;
  readonly figureCaption: string;
  readonly noFigure: string;
  readonly openedHeading: string;
  readonly openedLead: string;
  readonly noneOpened: string;
  readonly carriedHeading: string;
  readonly carriedAnswer: (excursions: string) => string;
  readonly carriedLead: string;
  readonly noneCarried: string;
  readonly actionsLead: string;
  readonly fact: Readonly<Record<'opened' | 'open' | 'lost' | 'overdue', string>>;
  readonly completeness: string;
}

const english: ExcursionReviewWords = {
  title: 'Excursions of the week',
  allProducts: 'All products',
  scope: (days) => `${days}. An excursion belongs to the week in which it was opened, by the fab's clock.`,
  headline: (opened, contained) => `New in this week: ${opened}; contained: ${contained}.`,
  quiet: 'No excursion was opened in this week.',
  carriedOn: (carried) => `From before and not settled: ${carried}.`,
  nothingCarried: 'Nothing from before is open.',
  overdueNow: (share) => `Actions past their date: ${share}.`,
  badge: 'Template text',
  key: {
    opened: 'New',
    contained: 'Contained',
    open: 'Not settled',
    lost: 'Dies lost',
    overdue: 'Actions past their date',
  },
  note: {
    carried: (excursions) => `from before: ${excursions}`,
    lost: 'in the new ones',
    noActions: 'no action is open',
  },
  figure: 'Loss of the new excursions',
  figureCaption: 'pp of the gross dies of their lots, against the lots before',
  noFigure: 'no new excursion cost yield',
  openedHeading: 'New excursions',
  openedLead:
    'Most dies lost first; those that were found in history or withdrawn are left out. A suspect is an association, not a cause.',
  noneOpened: 'No excursion was opened in this week.',
  carriedHeading: 'Open from before',
  carriedAnswer: (excursions) => `Open from before: ${excursions}`,
  carriedLead: 'Opened before this week and neither closed nor dismissed when this report was made, the oldest first.',
  noneCarried: 'Nothing from before is open.',
  actionsLead: 'Agreed on for excursions up to the end of the week and not done when this report was made.',
  fact: {
    opened: 'Excursions whose first result outside of its limits came in the week, without those found in history',
    open: 'Excursions that are neither closed nor dismissed nor withdrawn, the new ones included',
    lost: 'Good dies that the lots of the new excursions lack against the lots before',
    overdue: 'Open actions whose date lies before the end of the week',
  },
  completeness: 'As the data stood when this report was made; a later correction of results can withdraw an excursion.',
};

const chinese: ExcursionReviewWords = {
  title: '本周异常',
  allProducts: '所有产品',
  scope: (days) => `${days}。异常按晶圆厂时钟归入其发现的那周。`,
  headline: (opened, contained) => `本周新发现：${opened}；已控制：${contained}。`,
  quiet: '本周没有发现异常。',
  carriedOn: (carried) => `此前发现、尚未了结：${carried}。`,
  nothingCarried: '此前的异常均已了结。',
  overdueNow: (share) => `已过期的措施：${share}。`,
  badge: '模板文本',
  key: { opened: '新发现', contained: '已控制', open: '未了结', lost: '损失芯片', overdue: '已过期的措施' },
  note: {
    carried: (excursions) => `此前的：${excursions}`,
    lost: '新发现的异常',
    noActions: '没有未完成的措施',
  },
  figure: '新异常的损失',
  figureCaption: '占其批次总芯片的百分点，与此前批次相比',
  noFigure: '新异常没有造成良率损失',
  openedHeading: '新发现的异常',
  openedLead: '按损失芯片排序；不含在历史中发现的和已撤回的。嫌疑是关联，不是原因。',
  noneOpened: '本周没有发现异常。',
  carriedHeading: '此前未了结',
  carriedAnswer: (excursions) => `此前未了结：${excursions}`,
  carriedLead: '本周之前发现、生成本报告时既未关闭也未驳回的异常，最早的在前。',
  noneCarried: '此前的异常均已了结。',
  actionsLead: '截至周末的异常所约定、生成本报告时尚未完成的措施。',
  fact: {
    opened: '本周首次出现超限结果的异常，不含在历史中发现的',
    open: '既未关闭、也未驳回或撤回的异常，含新发现的',
    lost: '新异常的批次与此前批次相比缺少的良品芯片',
    overdue: '期限早于周末的未完成措施',
  },
  completeness: '以生成本报告时的数据为准；之后更正结果可能撤回异常。',
};

export function excursionReviewWords(locale: Locale): ExcursionReviewWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
