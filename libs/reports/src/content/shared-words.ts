import type { Locale } from '@fabwright/facts';

/** Words that lot and week reports share. No digit and no number word: each number comes printed. */
export interface SharedWords {
  readonly final: string;
  readonly firstPass: string;
  readonly record: string;
  readonly retest: string;
  readonly topLoss: string;
  readonly floor: (value: string) => string;
  readonly target: (value: string) => string;
  readonly ofRetested: (dies: string) => string;
  readonly noLoss: string;
  readonly figure: Readonly<Record<'trend' | 'losses' | 'stacked', string>>;
  readonly lossesCaption: string;
  readonly missing: Readonly<Record<'trend' | 'losses' | 'stacked' | 'maps', string>>;
  readonly clause: string;
  readonly column: Readonly<
    Record<
      | 'wafer'
      | 'slot'
      | 'lot'
      | 'final'
      | 'firstPass'
      | 'record'
      | 'good'
      | 'gross'
      | 'retested'
      | 'topLoss'
      | 'tester'
      | 'remark'
      | 'bin'
      | 'dies'
      | 'loss'
      | 'baseline'
      | 'change'
      | 'time'
      | 'what'
      | 'step'
      | 'tool'
      | 'from'
      | 'to'
      | 'reason'
      | 'comment'
      | 'parent'
      | 'wafers'
      | 'program'
      | 'records'
      | 'run',
      string
    >
  >;
  readonly pass: string;
  readonly recovered: string;
  readonly otherBins: string;
  readonly untested: string;
  readonly completeness: {
    readonly untested: (share: string) => string;
    readonly noneUntested: string;
    readonly excluded: (wafer: string, reason: string, by: string, at: string) => string;
    readonly noneExcluded: string;
    readonly incomplete: (wafers: string) => string;
    readonly noneIncomplete: string;
    readonly noDieMap: string;
    readonly noLimits: string;
  };
}

const english: SharedWords = {
  final: 'Final yield',
  firstPass: 'First-pass yield',
  record: 'Record yield',
  retest: 'Recovered on retest',
  topLoss: 'Largest loss',
  floor: (value) => `floor ${value}`,
  target: (value) => `target ${value}`,
  ofRetested: (dies) => `of ${dies} tested again`,
  noLoss: 'no die lost',
  figure: { trend: 'Final yield by lot', losses: 'Yield loss by soft bin', stacked: 'Stacked map' },
  lossesCaption: 'pp; tick: baseline',
  missing: {
    trend: 'There are no lots to draw in this period.',
    losses: 'No die was lost, or none was tested.',
    stacked: 'There is no wafer map to stack.',
    maps: 'The wafer maps could not be read.',
  },
  clause: ', ',
  column: {
    wafer: 'Wafer',
    slot: 'Slot',
    lot: 'Lot',
    final: 'Final',
    firstPass: 'First-pass',
    record: 'Record',
    good: 'Good',
    gross: 'Gross dies',
    retested: 'Retested',
    topLoss: 'Largest loss',
    tester: 'Tester',
    remark: 'Remark',
    bin: 'Soft bin',
    dies: 'Dies',
    loss: 'Loss',
    baseline: 'Baseline',
    change: 'Change',
    time: 'Time',
    what: 'What',
    step: 'Step',
    tool: 'Tool',
    from: 'From',
    to: 'To',
    reason: 'Reason',
    comment: 'Comment',
    parent: 'Parent',
    wafers: 'Wafers',
    program: 'Program',
    records: 'Records',
    run: 'Run',
  },
  pass: 'Good',
  recovered: 'Recovered on retest',
  otherBins: 'Other bins',
  untested: 'Not tested',
  completeness: {
    untested: (share) => `Not tested, and counted as not good: ${share}.`,
    noneUntested: 'Every gross die was tested.',
    excluded: (wafer, reason, by, at) => `${wafer} is excluded and counts nowhere: “${reason}” (${by}, ${at}).`,
    noneExcluded: 'No wafer is excluded.',
    incomplete: (wafers) => `Parts of the results are still missing: ${wafers}. Their values can still move.`,
    noneIncomplete: 'All parts of all runs have come in.',
    noDieMap: 'No fitting die map is defined, so yields are of the dies tested and untested dies are not known.',
    noLimits: 'There is too little data for control limits; the trend is drawn without them.',
  },
};

const chinese: SharedWords = {
  final: '最终良率',
  firstPass: '首测良率',
  record: '记录良率',
  retest: '复测挽回',
  topLoss: '最大损失',
  floor: (value) => `下限 ${value}`,
  target: (value) => `目标 ${value}`,
  ofRetested: (dies) => `复测共 ${dies}`,
  noLoss: '没有芯片损失',
  figure: { trend: '各批最终良率', losses: '各软分档良率损失', stacked: '叠加图' },
  lossesCaption: '百分点；竖线：基线',
  missing: {
    trend: '该期间没有可绘制的批次。',
    losses: '没有芯片损失，或没有芯片测试。',
    stacked: '没有可叠加的晶圆图。',
    maps: '无法读取晶圆图。',
  },
  clause: '，',
  column: {
    wafer: '晶圆',
    slot: '槽位',
    lot: '批次',
    final: '最终',
    firstPass: '首测',
    record: '记录',
    good: '合格',
    gross: '总芯片',
    retested: '复测',
    topLoss: '最大损失',
    tester: '测试机',
    remark: '备注',
    bin: '软分档',
    dies: '芯片',
    loss: '损失',
    baseline: '基线',
    change: '变化',
    time: '时间',
    what: '内容',
    step: '工序',
    tool: '设备',
    from: '开始',
    to: '结束',
    reason: '原因',
    comment: '说明',
    parent: '母批次',
    wafers: '晶圆数',
    program: '程序',
    records: '记录数',
    run: '测试',
  },
  pass: '合格',
  recovered: '复测挽回',
  otherBins: '其他分档',
  untested: '未测试',
  completeness: {
    untested: (share) => `未测试，按不合格计：${share}。`,
    noneUntested: '所有芯片均已测试。',
    excluded: (wafer, reason, by, at) => `${wafer} 已排除，不计入任何数值：“${reason}”（${by}，${at}）。`,
    noneExcluded: '没有排除的晶圆。',
    incomplete: (wafers) => `部分结果尚缺：${wafers}。其数值仍可能变动。`,
    noneIncomplete: '所有测试的全部数据均已到达。',
    noDieMap: '没有定义相符的芯片图，良率以已测芯片为分母，未测芯片数不详。',
    noLimits: '数据不足以给出控制限，趋势图未画控制限。',
  },
};

export function sharedWords(locale: Locale): SharedWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
