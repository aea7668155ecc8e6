import type { Locale } from '@fabwright/facts';

/** Words of a week report. No digit and no number word: each number comes printed. */
export interface WeekReportWords {
  readonly title: string;
  readonly scope: (days: string, lots: string, wafers: string) => string;
  readonly change: (delta: string, interval: string) => string;
  readonly belowFloor: string;
  readonly noFloor: string;
  readonly trendCaption: (insertion: string) => string;
  readonly stackedCaption: (wafers: string) => string;
  readonly lossesHeading: string;
  readonly lossesAnswer: (bin: string, loss: string) => string;
  readonly lossesLead: string;
  readonly lotsHeading: string;
  readonly lotsAnswer: (share: string, floor: string) => string;
  readonly lotsLead: string;
  readonly lowestHeading: string;
  readonly lowestAnswer: (lot: string, final: string) => string;
  readonly lowestLead: string;
  readonly noLosses: string;
  readonly noLots: string;
  readonly below: string;
  readonly onHold: string;
  readonly incomplete: string;
}

const english: WeekReportWords = {
  title: 'Weekly yield report',
  scope: (days, lots, wafers) =>
    `${days}: ${lots}, ${wafers}. A lot belongs to the week in which its last first pass ended.`,
  change: (delta, interval) => `${delta} ${interval}`,
  belowFloor: 'Lots below the floor',
  noFloor: 'no floor is set',
  trendCaption: (insertion) => `% of gross dies at ${insertion}; limits are frozen on their first lots`,
  stackedCaption: (wafers) => `share failing per die, ${wafers}`,
  lossesHeading: 'Losses by soft bin',
  lossesAnswer: (bin, loss) => `The largest loss is ${bin} with ${loss}`,
  lossesLead:
    'Dies whose last result is the bin, in pp of the gross dies; the baseline is that of the weeks before in the trend.',
  lotsHeading: 'Lots of the week',
  lotsAnswer: (share, floor) => `${share} read below the floor of ${floor}`,
  lotsLead: 'Yields in %; final and first-pass yield of the gross dies, record yield of the judged records.',
  lowestHeading: 'Lots with the lowest yield',
  lowestAnswer: (lot, final) => `${lot} reads lowest with ${final}`,
  lowestLead: 'What each of these lots lost, and where on its wafers.',
  noLosses: 'No die was lost.',
  noLots: 'No lot ended its first pass in this week.',
  below: 'below the floor',
  onHold: 'on hold',
  incomplete: 'incomplete',
};

const chinese: WeekReportWords = {
  title: '良率周报',
  scope: (days, lots, wafers) => `${days}：${lots}，${wafers}。批次归入其末次首测结束的那周。`,
  change: (delta, interval) => `${delta} ${interval}`,
  belowFloor: '低于下限的批次',
  noFloor: '未设下限',
  trendCaption: (insertion) => `${insertion}，占总芯片的 %；控制限取自最初的批次`,
  stackedCaption: (wafers) => `各芯片失效比例，${wafers}`,
  lossesHeading: '各软分档损失',
  lossesAnswer: (bin, loss) => `最大的损失是 ${bin}，为 ${loss}`,
  lossesLead: '末次结果落在该分档的芯片，占总芯片的百分点；基线取趋势图中之前各周。',
  lotsHeading: '本周批次',
  lotsAnswer: (share, floor) => `${share}低于下限 ${floor}`,
  lotsLead: '良率单位为 %；最终良率和首测良率以总芯片为分母，记录良率以有判定的记录为分母。',
  lowestHeading: '良率最低的批次',
  lowestAnswer: (lot, final) => `${lot} 良率最低，为 ${final}`,
  lowestLead: '这些批次各自的损失，以及失效在晶圆上的位置。',
  noLosses: '没有芯片损失。',
  noLots: '本周没有批次完成首测。',
  below: '低于下限',
  onHold: '扣留中',
  incomplete: '不完整',
};

export function weekReportWords(locale: Locale): WeekReportWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
