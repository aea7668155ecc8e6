import type { ExcursionReportFigures } from '../src/excursion-report/excursion-report-figures.ts';

type Excursion = ExcursionReportFigures['excursion'];
type Commonality = NonNullable<ExcursionReportFigures['commonality']>;

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day, 2));
const stream = { kind: 'bin', name: '12', label: 'Contact chain open', toolId: null, chamber: null, stepId: null };
const level = {
  kind: 'chamber',
  stepId: '4210',
  stepName: 'Contact etch',
  id: 'ETC-207/B',
  toolId: 'ETC-207',
  chamber: 'B',
  side: null,
  cut: null,
  unit: null,
};
const value = (name: string, number: number | null, text: string | null = null) => ({ name, number, text });
const dies = (failed: readonly number[]) => ({
  wafers: 20,
  x: Int16Array.from([-1, 0, 1, 0, 0]),
  y: Int16Array.from([0, 0, 0, 1, -1]),
  tested: Uint32Array.from([20, 20, 20, 20, 20]),
  failed: Uint32Array.from(failed),
});

/** What moved, what was changed, and where the wafers fail. */
const evidence = (): Pick<ExcursionReportFigures, 'moved' | 'around' | 'similar' | 'stacks' | 'geometry'> => ({
  moved: [
    {
      source: 'sensor',
      name: 'he_flow_outer',
      statistic: 'mean',
      unit: 'sccm',
      stepId: '4210',
      stepName: 'Contact etch',
      toolIds: ['ETC-207'],
      affected: 14.63,
      others: 12.08,
      shift: 8.2,
      affectedLots: 6,
      otherLots: 20,
      q: 0.00002,
    },
  ],
  around: [
    {
      kind: 'maintenance',
      at: at(1),
      endedAt: at(1),
      toolId: 'ETC-207',
      chamber: 'B',
      stepId: null,
      stepName: null,
      what: 'pm',
      before: null,
      after: null,
      note: 'focus ring replaced, 5 seasoning wafers',
      contrast: 0.8,
    },
  ] as unknown as ExcursionReportFigures['around'],
  similar: [],
  stacks: { affected: dies([18, 1, 17, 16, 18]), baseline: dies([1, 1, 2, 1, 0]) },
  geometry: {
    diameterMm: 300,
    dieWidthMm: 80,
    dieHeightMm: 80,
    edgeExclusionMm: 3,
    minX: -1,
    maxX: 1,
    minY: -1,
    maxY: 1,
  },
});

/** An edge ring from one etch chamber after its maintenance. */
export const excursionFigures = (): ExcursionReportFigures => ({
  fab: 'Fab 2',
  calendar: { zone: 'Asia/Shanghai', weekStart: 1 },
  live: '/excursions/EX-0042',
  dataTo: at(23),
  excursion: excursion as unknown as Excursion,
  lots: [
    {
      lotId: 'K2640-286',
      testedAt: at(14),
      waferIds: ['W02', 'W04'],
      wafers: 25,
      finalYield: 0.812,
      lossPp: 12.6,
      alarms: [{ rule: 'floor', stream, direction: 'low', value: 0.812, centre: 0.938, limit: 0.89, score: 6 }],
      onHold: true,
    },
  ],
  entries: [
    {
      entryNo: 1,
      act: 'opened',
      actorName: 'detectors',
      byDetectors: true,
      changes: [],
      reason: null,
      at: at(14),
      fabAt: at(14),
    },
  ] as unknown as ExcursionReportFigures['entries'],
  actions: [
    {
      actionId: 'a1',
      what: 'Measure ring seating height within 2 days',
      assigneeId: null,
      assigneeName: 'Chen Yu',
      dueAt: at(24),
      addedBy: 'Chen Yu',
      addedAt: at(15),
      doneAt: null,
      doneBy: null,
      doneComment: null,
    },
  ],
  timeline: timeline as unknown as ExcursionReportFigures['timeline'],
  commonality: commonality as unknown as Commonality,
  ...evidence(),
});

const excursion = {
  excursionId: 'EX-0042',
  productId: 'PMIC-K7',
  productName: 'Power management K7',
  insertion: 'CP1',
  kind: 'bin',
  severity: 'major',
  state: 'open',
  subject: stream,
  reasons: [
    {
      code: 'below-floor',
      stream: { ...stream, kind: 'yield', name: '', label: '' },
      values: [value('lot', null, 'K2640-286'), value('value', 0.812), value('centre', 0.938), value('limit', 0.89)],
    },
    {
      code: 'chamber-stands-out',
      stream,
      values: [
        value('place', null, '4210|ETC-207|B'),
        value('wafers', 12),
        value('value', 0.121),
        value('centre', 0),
        value('limit', 0.02),
      ],
    },
  ],
  openedAt: at(14),
  lotCount: 6,
  waferCount: 71,
  lossPp: 12.61,
  lostDies: 5764,
  ownerName: null,
  suspect: { ...level, pValue: 0.00005, words: null },
  cause: null,
  version: 3,
};

const timeline = {
  from: at(1),
  to: at(23),
  place: 'ETC-207/B',
  tool: [
    { state: 'usual', from: at(1), to: at(3), note: null },
    { state: 'suspect', from: at(3), to: at(23), note: null },
    { state: 'maintenance', from: at(2), to: at(3), note: 'focus ring replaced, 5 seasoning wafers' },
  ],
  runs: [{ lotId: 'K2640-286', at: at(4), wafers: 12, affected: true, sorted: true }],
  lots: [{ lotId: 'K2640-286', at: at(14), finalYield: 0.812, affected: true }],
  alarms: [{ lotId: 'K2640-286', at: at(14), rule: 'floor', label: 'yield' }],
  people: [{ act: 'acknowledged', at: at(15), who: 'Chen Yu', words: null }],
};

const commonality = {
  wafers: 475,
  lots: 19,
  caseWafers: 73,
  caseLots: 6,
  levels: 236,
  testedLevels: 120,
  permutations: 10_000,
  obstacle: null,
  stream: null,
  seq: 1,
  rows: [
    {
      levels: [level],
      exposed: { caseWafers: 71, wafers: 72, caseLots: 6, lots: 6 },
      others: { caseWafers: 2, wafers: 403, caseLots: 2, lots: 19 },
      oddsRatio: { ratio: 4_000, low: 210, high: 1e9 },
      overall: null,
      withinLots: null,
      score: 9,
      p: 0.00005,
      smallestReachableP: 0.00005,
      pGivenFirst: null,
      reading: 'strong',
      because: null,
    },
  ],
};
