import type { Locale } from '@fabwright/facts';

export interface WhyParts {
  readonly what: string;
  readonly lot: string;
  readonly place: string;
  readonly wafers: string;
  readonly value: string;
  readonly centre: string;
  readonly limit: string;
}

type Named = Readonly<Record<string, string>>;

/** Words of an evidence package. No digit and no number word: each number comes printed. */
export interface ExcursionReportWords {
  readonly title: string;
  readonly finalYield: string;
  readonly defectDensity: string;
  readonly affectedLots: string;
  readonly affectedWafers: string;
  readonly loss: string;
  readonly lostDies: string;
  readonly opened: string;
  readonly against: string;
  readonly perLots: string;
  readonly standOut: string;
  readonly inFabTime: string;
  readonly badge: string;
  readonly timeline: string;
  readonly timelineCaption: string;
  readonly timelineMissing: string;
  readonly affectedMap: string;
  readonly baselineMap: string;
  readonly mapsMissing: string;
  readonly commonality: string;
  readonly commonalityShort: string;
  readonly noCommonality: string;
  readonly moved: string;
  readonly movedCaption: string;
  readonly noMoved: string;
  readonly lots: string;
  readonly noLots: string;
  readonly around: string;
  readonly noAround: string;
  readonly similar: string;
  readonly noSimilar: string;
  readonly actions: string;
  readonly noActions: string;
  readonly done: string;
  readonly open: string;
  readonly history: string;
  readonly noHistory: string;
  readonly detectors: string;
  readonly whatWasDone: string;
  readonly noSuspect: string;
  readonly association: string;
  readonly lead: string;
  readonly processed: string;
  readonly sorted: string;
  readonly alarms: string;
  readonly people: string;
  readonly usual: string;
  readonly suspect: string;
  readonly maintenance: string;
  readonly hold: string;
  readonly everything: string;
  readonly partMissing: string;
  readonly nobody: string;
  readonly headline: (what: string, lots: string, loss: string) => string;
  readonly scope: (severity: string, state: string, owner: string) => string;
  readonly sharedMost: (factor: string, p: string) => string;
  readonly cause: (factor: string, words: string) => string;
  readonly commonalityCaption: (cases: string, others: string, factors: string) => string;
  readonly together: (first: string, rest: string) => string;
  readonly above: (value: string) => string;
  readonly atMost: (value: string) => string;
  readonly wafersOf: (affected: string, all: string) => string;
  readonly sigmas: (value: string) => string;
  readonly why: Readonly<Record<string, (parts: WhyParts) => string>>;
  readonly factor: Named;
  readonly state: Named;
  readonly severity: Named;
  readonly reading: Named;
  readonly act: Named;
  readonly change: Named;
  readonly rule: Named;
  readonly column: Readonly<
    Record<
      | 'step'
      | 'factor'
      | 'cases'
      | 'others'
      | 'odds'
      | 'p'
      | 'pGiven'
      | 'lots'
      | 'reading'
      | 'parameter'
      | 'shift'
      | 'q'
      | 'lot'
      | 'wafers'
      | 'yield'
      | 'loss'
      | 'alarms'
      | 'time'
      | 'what'
      | 'who'
      | 'until'
      | 'state'
      | 'place'
      | 'words'
      | 'change'
      | 'id'
      | 'cause',
      string
    >
  >;
  readonly fact: Readonly<Record<'lots' | 'wafers' | 'loss' | 'dies', string>>;
}

const english: ExcursionReportWords = {
  title: 'Excursion evidence',
  finalYield: 'Final yield',
  defectDensity: 'Defect density',
  affectedLots: 'Affected lots',
  affectedWafers: 'Affected wafers',
  loss: 'Loss',
  lostDies: 'Dies lost',
  opened: 'Opened',
  against: 'against the usual yield',
  perLots: 'of all affected lots',
  standOut: 'that stand out',
  inFabTime: 'fab time',
  badge: 'Sentences from facts, checked',
  timeline: 'Timeline',
  timelineCaption: 'from the first cause to what people did, fab time',
  timelineMissing: 'the timeline could not be read',
  affectedMap: 'Affected wafers on each other',
  baselineMap: 'Other wafers of the same time',
  mapsMissing: 'there are no sort maps for these wafers',
  commonality: 'What the affected wafers share',
  commonalityShort: 'Commonality',
  noCommonality: 'Inconclusive: these lots cannot decide it.',
  moved: 'Parameters that moved',
  movedCaption: 'medians; q after Benjamini–Hochberg',
  noMoved: 'No parameter reads differently on the affected wafers.',
  lots: 'Affected lots',
  noLots: 'No affected lot is known.',
  around: 'Changed around that time',
  noAround: 'Nothing was changed around that time.',
  similar: 'Similar past excursions',
  noSimilar: 'None before looked like this.',
  actions: 'Actions',
  noActions: 'Nothing was agreed yet.',
  done: 'done',
  open: 'open',
  history: 'History',
  noHistory: 'There is no entry.',
  detectors: 'Detectors',
  whatWasDone: 'What was done, by whom',
  noSuspect: 'These lots share nothing that others do not, as far as can be told.',
  association: 'An association; nobody has confirmed a cause.',
  lead: 'The interval is clustered by lot; p is family-wise over all factors, by permuting lots.',
  processed: 'Processed there',
  sorted: 'Sort',
  alarms: 'Alarms',
  people: 'People',
  usual: 'As usual',
  suspect: 'Lots from here on are affected',
  maintenance: 'Maintenance',
  hold: 'On hold',
  everything: 'Everything that the page shows was read.',
  partMissing: 'Some evidence could not be read and is left out.',
  nobody: 'nobody',
  headline: (what, lots, loss) => `${what}: ${lots} affected, ${loss}`,
  scope: (severity, state, owner) => `${severity}, ${state}; owner: ${owner}`,
  sharedMost: (factor, p) => `Shared most: ${factor} (p ${p}).`,
  cause: (factor, words) => `Cause, as confirmed: ${factor}. “${words}”`,
  commonalityCaption: (cases, others, factors) => `${cases} against ${others}; ${factors} factors`,
  together: (first, rest) => `${first}, not told apart from ${rest}`,
  above: (value) => `above ${value}`,
  atMost: (value) => `up to ${value}`,
  wafersOf: (affected, all) => `${affected} of ${all}`,
  sigmas: (value) => `${value} σ`,
  why: {
    'lot-outside-limits': (p: WhyParts) =>
      `${p.what} of ${p.lot} was ${p.value}; usual is ${p.centre}, the limit ${p.limit}.`,
    'slow-shift': (p: WhyParts) =>
      `${p.what} has moved slowly and crossed its limit with ${p.lot}: ${p.value}; usual is ${p.centre}.`,
    'below-floor': (p: WhyParts) => `${p.what} of ${p.lot} was ${p.value}, below the floor of ${p.limit}.`,
    'wafers-spread': (p: WhyParts) =>
      `The wafers of ${p.lot} differ more than usual in ${p.what}: spread ${p.value}, the limit ${p.limit}.`,
    'wafers-stand-out': (p: WhyParts) =>
      `${p.wafers} of ${p.lot} stand out in ${p.what}: ${p.value}; usual is ${p.centre}, the limit ${p.limit}.`,
    'chamber-stands-out': (p: WhyParts) =>
      `${p.wafers} through ${p.place} differ from the others of their lots in ${p.what} by ${p.value}; the limit is ${p.limit}.`,
    'sensor-moved': (p: WhyParts) =>
      `${p.what} moved to ${p.value} with ${p.lot}; usual is ${p.centre}, the limit ${p.limit}.`,
    other: (p: WhyParts) => `${p.what} moved to ${p.value}; usual is ${p.centre}.`,
  },
  factor: {
    tool: 'Tool',
    chamber: 'Chamber',
    slot: 'Slot',
    'recipe-version': 'Recipe',
    'pm-interval': 'Since maintenance',
    'queue-time': 'Queue time',
    'substrate-batch': 'Substrate batch',
    tester: 'Tester',
    'probe-card': 'Probe card',
    program: 'Test program',
    other: 'Other',
  },
  state: {
    live: 'Live',
    open: 'Open',
    contained: 'Contained',
    'cause-found': 'Cause found',
    closed: 'Closed',
    dismissed: 'Dismissed',
    withdrawn: 'Withdrawn',
  },
  severity: {
    minor: 'Minor',
    major: 'Major',
    critical: 'Critical',
  },
  reading: {
    strong: 'Strong',
    confounded: 'Confounded',
    'no-link': 'No link',
    inconclusive: 'Inconclusive',
  },
  act: {
    opened: 'Opened',
    joined: 'More lots joined',
    updated: 'Figures updated',
    withdrawn: 'Withdrawn: the data were corrected',
    acknowledged: 'Acknowledged',
    assigned: 'Assigned',
    contained: 'Contained',
    'hold-requested': 'Hold asked for',
    'cause-found': 'Cause confirmed',
    'action-added': 'Action added',
    'action-done': 'Action done',
    comment: 'Note',
    closed: 'Closed',
    dismissed: 'Dismissed as false',
    reopened: 'Reopened',
  },
  change: {
    maintenance: 'Maintenance',
    recipe: 'Recipe',
    program: 'Test program',
    'probe-card': 'Probe card',
    limit: 'Limit',
  },
  rule: {
    sigma: 'σ limit',
    slope: 'slow shift',
    floor: 'floor',
    spread: 'spread of wafers',
    wafers: 'single wafers',
    contrast: 'chamber',
  },
  column: {
    step: 'Step',
    factor: 'Factor',
    cases: 'Affected',
    others: 'Others',
    odds: 'Odds ratio',
    p: 'p',
    pGiven: 'p given first row',
    lots: 'Lots',
    reading: 'Reading',
    parameter: 'Parameter',
    shift: 'Shift',
    q: 'q',
    lot: 'Lot',
    wafers: 'Wafers',
    yield: 'Final yield',
    loss: 'Loss',
    alarms: 'Alarms',
    time: 'Time',
    what: 'What',
    who: 'Who',
    until: 'Until',
    state: 'State',
    place: 'Place',
    words: 'In words',
    change: 'Change',
    id: 'Excursion',
    cause: 'Cause',
  },
  fact: {
    lots: 'Lots that alarms or detectors joined to the excursion',
    wafers: 'Wafers that stand out; all that count where none does by itself',
    loss: 'Usual minus observed final yield of the affected lots',
    dies: 'Dies lost against the usual yield',
  },
};

const chinese: ExcursionReportWords = {
  title: '异常证据',
  finalYield: '最终良率',
  defectDensity: '缺陷密度',
  affectedLots: '受影响批次',
  affectedWafers: '受影响晶圆',
  loss: '损失',
  lostDies: '损失芯片',
  opened: '发现时间',
  against: '相对通常良率',
  perLots: '受影响批次合计',
  standOut: '突出的晶圆',
  inFabTime: '工厂时间',
  badge: '由事实生成的语句，已核对',
  timeline: '时间线',
  timelineCaption: '从最初原因到处置，工厂时间',
  timelineMissing: '无法读取时间线',
  affectedMap: '受影响晶圆叠图',
  baselineMap: '同期其他晶圆叠图',
  mapsMissing: '这些晶圆没有测试图',
  commonality: '受影响晶圆的共同点',
  commonalityShort: '共性分析',
  noCommonality: '证据不足：这些批次无法判定。',
  moved: '偏移的参数',
  movedCaption: '中位数；q 经 Benjamini–Hochberg 校正',
  noMoved: '受影响晶圆上没有参数读数不同。',
  lots: '受影响批次',
  noLots: '没有已知的受影响批次。',
  around: '同期变更',
  noAround: '该时段没有变更。',
  similar: '相似的历史异常',
  noSimilar: '以前没有类似的。',
  actions: '措施',
  noActions: '尚未约定措施。',
  done: '已完成',
  open: '未完成',
  history: '历史',
  noHistory: '没有条目。',
  detectors: '检测器',
  whatWasDone: '处置与人员',
  noSuspect: '就目前所知，这些批次没有其他批次没有的共同点。',
  association: '这是关联；尚无人确认原因。',
  lead: '区间按批次聚类；p 为全部因素的族错误率，按批次置换。',
  processed: '在该处加工',
  sorted: '测试',
  alarms: '报警',
  people: '人员',
  usual: '正常',
  suspect: '此后的批次受影响',
  maintenance: '维护',
  hold: '停用',
  everything: '页面所示内容均已读取。',
  partMissing: '部分证据无法读取，已省略。',
  nobody: '无',
  headline: (what, lots, loss) => `${what}：受影响 ${lots}，${loss}`,
  scope: (severity, state, owner) => `${severity}，${state}；负责人：${owner}`,
  sharedMost: (factor, p) => `最突出的共同点：${factor}（p ${p}）。`,
  cause: (factor, words) => `已确认原因：${factor}。“${words}”`,
  commonalityCaption: (cases, others, factors) => `${cases}对 ${others}；${factors} 个因素`,
  together: (first, rest) => `${first}，与 ${rest} 无法区分`,
  above: (value) => `高于 ${value}`,
  atMost: (value) => `不超过 ${value}`,
  wafersOf: (affected, all) => `${all} 中 ${affected}`,
  sigmas: (value) => `${value} σ`,
  why: {
    'lot-outside-limits': (p: WhyParts) => `${p.lot} 的${p.what}为 ${p.value}；通常为 ${p.centre}，界限为 ${p.limit}。`,
    'slow-shift': (p: WhyParts) => `${p.what}缓慢偏移，到 ${p.lot} 时越过界限：${p.value}；通常为 ${p.centre}。`,
    'below-floor': (p: WhyParts) => `${p.lot} 的${p.what}为 ${p.value}，低于下限 ${p.limit}。`,
    'wafers-spread': (p: WhyParts) => `${p.lot} 的晶圆在${p.what}上差异大于平常：离散 ${p.value}，界限 ${p.limit}。`,
    'wafers-stand-out': (p: WhyParts) =>
      `${p.lot} 中有 ${p.wafers}在${p.what}上突出：${p.value}；通常为 ${p.centre}，界限为 ${p.limit}。`,
    'chamber-stands-out': (p: WhyParts) =>
      `经过 ${p.place} 的 ${p.wafers}在${p.what}上与同批其他晶圆相差 ${p.value}；界限为 ${p.limit}。`,
    'sensor-moved': (p: WhyParts) => `${p.what}在 ${p.lot} 时移至 ${p.value}；通常为 ${p.centre}，界限为 ${p.limit}。`,
    other: (p: WhyParts) => `${p.what}移至 ${p.value}；通常为 ${p.centre}。`,
  },
  factor: {
    tool: '设备',
    chamber: '腔体',
    slot: '槽位',
    'recipe-version': '工艺配方',
    'pm-interval': '维护间隔',
    'queue-time': '等待时间',
    'substrate-batch': '衬底批',
    tester: '测试机',
    'probe-card': '探针卡',
    program: '测试程序',
    other: '其他',
  },
  state: {
    live: '进行中',
    open: '未处理',
    contained: '已控制',
    'cause-found': '已查明原因',
    closed: '已关闭',
    dismissed: '判为误报',
    withdrawn: '已撤回',
  },
  severity: {
    minor: '轻微',
    major: '重大',
    critical: '严重',
  },
  reading: {
    strong: '强',
    confounded: '混杂',
    'no-link': '无关联',
    inconclusive: '证据不足',
  },
  act: {
    opened: '发现',
    joined: '新批次加入',
    updated: '数据更新',
    withdrawn: '撤回：数据已更正',
    acknowledged: '已确认',
    assigned: '已指派',
    contained: '已控制',
    'hold-requested': '已请求扣留',
    'cause-found': '原因已确认',
    'action-added': '添加措施',
    'action-done': '措施完成',
    comment: '备注',
    closed: '已关闭',
    dismissed: '判为误报',
    reopened: '重新打开',
  },
  change: {
    maintenance: '维护',
    recipe: '工艺配方',
    program: '测试程序',
    'probe-card': '探针卡',
    limit: '界限',
  },
  rule: {
    sigma: 'σ 界限',
    slope: '缓慢偏移',
    floor: '下限',
    spread: '晶圆离散',
    wafers: '个别晶圆',
    contrast: '腔体',
  },
  column: {
    step: '工序',
    factor: '因素',
    cases: '受影响',
    others: '其他',
    odds: '比值比',
    p: 'p',
    pGiven: '给定首行的 p',
    lots: '批次',
    reading: '判读',
    parameter: '参数',
    shift: '偏移',
    q: 'q',
    lot: '批次',
    wafers: '晶圆',
    yield: '最终良率',
    loss: '损失',
    alarms: '报警',
    time: '时间',
    what: '内容',
    who: '人员',
    until: '期限',
    state: '状态',
    place: '位置',
    words: '说明',
    change: '变更',
    id: '异常',
    cause: '原因',
  },
  fact: {
    lots: '报警或检测器归入该异常的批次',
    wafers: '突出的晶圆；无单独突出者时为全部计入晶圆',
    loss: '受影响批次的通常良率减实测最终良率',
    dies: '相对通常良率损失的芯片',
  },
};

export function excursionReportWords(locale: Locale): ExcursionReportWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
