import type { Locale } from '@fabwright/facts';
import type { MessageWords } from '../content/message-words.ts';

/** Words of a lot report. No digit and no number word: each number comes printed. */
export interface LotReportWords {
  readonly title: string;
  readonly lotType: MessageWords;
  readonly scope: (lotType: string, wafers: string, tested: string) => string;
  readonly atStep: (step: string) => string;
  readonly onHold: string;
  readonly notTested: string;
  readonly trendCaption: (insertion: string) => string;
  readonly stackedCaption: (wafers: string) => string;
  readonly mapsHeading: string;
  readonly mapsAnswer: (worst: string, worstYield: string, best: string, bestYield: string) => string;
  readonly mapsLead: string;
  readonly mapLines: (final: string, firstPass: string, record: string) => readonly string[];
  readonly mapExcluded: string;
  readonly wafersHeading: string;
  readonly wafersBelow: (share: string, floor: string) => string;
  readonly wafersLead: string;
  readonly lossesTitle: string;
  readonly lossesCaption: string;
  readonly historyHeading: string;
  readonly historyLead: (since: string) => string;
  readonly stepsTitle: string;
  readonly holdsTitle: string;
  readonly childrenTitle: string;
  readonly runsTitle: string;
  readonly runsCaption: string;
  readonly none: Readonly<Record<'wafers' | 'losses' | 'steps' | 'holds' | 'children' | 'runs', string>>;
  readonly stillHeld: string;
  readonly runKind: MessageWords;
  readonly eventKind: MessageWords;
  readonly childKind: MessageWords;
  readonly incomplete: string;
}

const english: LotReportWords = {
  title: 'Lot report',
  lotType: { production: 'Production lot', engineering: 'Engineering lot', qualification: 'Qualification lot' },
  scope: (lotType, wafers, tested) => `${lotType}, ${wafers}, first pass ended ${tested}.`,
  atStep: (step) => `Now at ${step}.`,
  onHold: 'On hold.',
  notTested: 'Nothing was tested yet.',
  trendCaption: (insertion) => `% of gross dies at ${insertion}; the dotted line marks this lot`,
  stackedCaption: (wafers) => `share failing per die, ${wafers}`,
  mapsHeading: 'Wafer maps',
  mapsAnswer: (worst, worstYield, best, bestYield) =>
    `Wafers read from ${worstYield} (${worst}) to ${bestYield} (${best})`,
  mapsLead:
    'Each die in the colour of its last soft bin; a pale tone marks dies that passed only when tested again. Below each map: final, first-pass and record yield.',
  mapLines: (final, firstPass, record) => [`final ${final}`, `first-pass ${firstPass}`, `record ${record}`],
  mapExcluded: 'excluded',
  wafersHeading: 'Wafer by wafer',
  wafersBelow: (share, floor) => `${share} read below the floor of ${floor}`,
  wafersLead: 'Yields in %; final and first-pass yield of the gross dies, record yield of the judged records.',
  lossesTitle: 'Loss by soft bin',
  lossesCaption: 'pp of the gross dies; baseline: the product’s weeks before',
  historyHeading: 'Where the lot has been',
  historyLead: (since) => `Steps, holds, child lots and test runs since ${since}, by the fab’s clock.`,
  stepsTitle: 'Steps',
  holdsTitle: 'Holds',
  childrenTitle: 'Child lots',
  runsTitle: 'Test runs',
  runsCaption: 'a superseded run was corrected by a later file and counts nowhere',
  none: {
    wafers: 'No wafer has results at this insertion.',
    losses: 'No die was lost.',
    steps: 'No step was reported; results came from files alone.',
    holds: 'The lot was never on hold.',
    children: 'The lot was not split.',
    runs: 'No run is known.',
  },
  stillHeld: 'still on hold',
  runKind: { 'first-pass': 'First pass', retest: 'Retest', superseded: 'Superseded' },
  eventKind: {
    start: 'Started',
    'move-in': 'Track-in',
    'move-out': 'Track-out',
    hold: 'Hold',
    release: 'Release',
    split: 'Split',
    merge: 'Merge',
    rework: 'Rework',
    scrap: 'Scrap',
    ship: 'Shipped',
    downgrade: 'Downgraded',
  },
  childKind: { split: 'Split', merge: 'Merge' },
  incomplete: 'incomplete',
};

const chinese: LotReportWords = {
  title: '批次报告',
  lotType: { production: '量产批次', engineering: '工程批次', qualification: '认证批次' },
  scope: (lotType, wafers, tested) => `${lotType}，${wafers}，首测结束于 ${tested}。`,
  atStep: (step) => `目前在 ${step}。`,
  onHold: '扣留中。',
  notTested: '尚未测试。',
  trendCaption: (insertion) => `${insertion}，占总芯片的 %；点线为本批次`,
  stackedCaption: (wafers) => `各芯片失效比例，${wafers}`,
  mapsHeading: '晶圆图',
  mapsAnswer: (worst, worstYield, best, bestYield) =>
    `各晶圆良率从 ${worstYield}（${worst}）到 ${bestYield}（${best}）`,
  mapsLead: '每个芯片按末次软分档着色；浅色为复测后才合格的芯片。图下依次为最终、首测和记录良率。',
  mapLines: (final, firstPass, record) => [`最终 ${final}`, `首测 ${firstPass}`, `记录 ${record}`],
  mapExcluded: '已排除',
  wafersHeading: '逐片结果',
  wafersBelow: (share, floor) => `${share}低于下限 ${floor}`,
  wafersLead: '良率单位为 %；最终良率和首测良率以总芯片为分母，记录良率以有判定的记录为分母。',
  lossesTitle: '各软分档损失',
  lossesCaption: '占总芯片的百分点；基线为该产品之前各周',
  historyHeading: '批次经历',
  historyLead: (since) => `自 ${since} 起的工序、扣留、子批次和测试，按工厂时间。`,
  stepsTitle: '工序',
  holdsTitle: '扣留',
  childrenTitle: '子批次',
  runsTitle: '测试记录',
  runsCaption: '已被更正的测试由之后的文件取代，不再计入',
  none: {
    wafers: '该工序没有晶圆结果。',
    losses: '没有芯片损失。',
    steps: '没有工序记录；结果只来自文件。',
    holds: '该批次从未被扣留。',
    children: '该批次没有拆分。',
    runs: '没有测试记录。',
  },
  stillHeld: '仍在扣留',
  runKind: { 'first-pass': '首测', retest: '复测', superseded: '已被更正' },
  eventKind: {
    start: '投入',
    'move-in': '进站',
    'move-out': '出站',
    hold: '扣留',
    release: '放行',
    split: '拆分',
    merge: '合并',
    rework: '返工',
    scrap: '报废',
    ship: '出货',
    downgrade: '降级',
  },
  childKind: { split: '拆分', merge: '合并' },
  incomplete: '不完整',
};

export function lotReportWords(locale: Locale): LotReportWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
