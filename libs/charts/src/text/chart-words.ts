import type { Locale } from '@fabwright/facts';

/** The words a chart says itself. Titles, captions and bin names come with the view. */
export interface ChartWords {
  readonly mean: string;
  readonly floor: string;
  readonly target: string;
  readonly lowLimit: string;
  readonly highLimit: string;
  readonly rule: (rule: string) => string;
  readonly alarm: Readonly<Record<'sigma' | 'slope' | 'floor', string>>;
  readonly incomplete: string;
  readonly other: string;
  readonly column: Readonly<
    Record<
      'lot' | 'week' | 'month' | 'time' | 'yield' | 'median' | 'wafers' | 'dies' | 'alarms' | 'bin' | 'loss',
      string
    >
  > &
    Readonly<Record<'baseline' | 'change' | 'from' | 'to' | 'count', string>>;
  readonly yieldName: Readonly<Record<'final' | 'first-pass' | 'record', string>>;
  readonly list: string;
  readonly stop: string;
  readonly clause: string;
  readonly noPoints: (name: string) => string;
  readonly trendSubject: (name: string, count: string, period: string) => string;
  readonly overall: (value: string) => string;
  readonly noneBelow: (floor: string) => string;
  readonly below: (count: string, floor: string, since: string) => string;
  readonly alarms: (count: string) => string;
  readonly paretoSubject: (largest: string, loss: string) => string;
  readonly paretoRest: (bins: string) => string;
  readonly histogramSubject: (name: string, count: string, low: string, high: string) => string;
  readonly outside: (count: string) => string;
  readonly differs: (group: string) => string;
}

const en: ChartWords = {
  mean: 'Mean',
  floor: 'Floor',
  target: 'Target',
  lowLimit: 'LSL',
  highLimit: 'USL',
  rule: (rule) => `rule ${rule}`,
  alarm: { sigma: 'outside its control limits', slope: 'slow drift (EWMA)', floor: 'below the floor' },
  incomplete: 'not complete yet',
  other: 'Other',
  column: {
    lot: 'Lot',
    week: 'Week',
    month: 'Month',
    time: 'Tested',
    yield: 'Yield',
    median: 'Median of 7',
    wafers: 'Wafers',
    dies: 'Dies',
    alarms: 'Alarms',
    bin: 'Bin',
    loss: 'Loss',
    baseline: 'Baseline',
    change: 'Change',
    from: 'From',
    to: 'To',
    count: 'Dies',
  },
  yieldName: { final: 'Final yield', 'first-pass': 'First-pass yield', record: 'Record yield' },
  list: ', ',
  stop: '.',
  clause: '; ',
  noPoints: (name) => `${name}: no data in this period.`,
  trendSubject: (name, count, period) => `${name} of ${count}, ${period}`,
  overall: (value) => `overall ${value}`,
  noneBelow: (floor) => `none below ${floor}`,
  below: (count, floor, since) => `${count} below ${floor}, the first on ${since}`,
  alarms: (count) => `${count}`,
  paretoSubject: (largest, loss) => `Largest loss: ${largest}, ${loss}`,
  paretoRest: (bins) => `then ${bins}`,
  histogramSubject: (name, count, low, high) => `${name} of ${count}, from ${low} to ${high}`,
  outside: (count) => `${count} outside the limits`,
  differs: (group) => `${group} differs from the others`,
};

const zh: ChartWords = {
  mean: '均值',
  floor: '下限',
  target: '目标',
  lowLimit: 'LSL',
  highLimit: 'USL',
  rule: (rule) => `规则 ${rule}`,
  alarm: { sigma: '超出控制限', slope: '缓慢漂移（EWMA）', floor: '低于下限' },
  incomplete: '尚未完整',
  other: '其他',
  column: {
    lot: '批次',
    week: '周',
    month: '月',
    time: '测试时间',
    yield: '良率',
    median: '7 点中位数',
    wafers: '晶圆',
    dies: '芯片',
    alarms: '报警',
    bin: '分档',
    loss: '损失',
    baseline: '基线',
    change: '变化',
    from: '自',
    to: '至',
    count: '芯片数',
  },
  yieldName: { final: '最终良率', 'first-pass': '首测良率', record: '记录良率' },
  list: '、',
  stop: '。',
  clause: '；',
  noPoints: (name) => `${name}：此时段没有数据。`,
  trendSubject: (name, count, period) => `${name}，${count}，${period}`,
  overall: (value) => `总体 ${value}`,
  noneBelow: (floor) => `没有低于 ${floor} 的`,
  below: (count, floor, since) => `${count}低于 ${floor}，最早为 ${since}`,
  alarms: (count) => `${count}`,
  paretoSubject: (largest, loss) => `损失最大：${largest}，${loss}`,
  paretoRest: (bins) => `其后为 ${bins}`,
  histogramSubject: (name, count, low, high) => `${name}，${count}，${low} 至 ${high}`,
  outside: (count) => `${count}超出限值`,
  differs: (group) => `${group} 与其他组不同`,
};

export function chartWords(locale: Locale): ChartWords {
  return locale === 'zh-CN' ? zh : en;
}
