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
type ByFewestLots = Readonly<Record<string, (lots: string) => string>>;

/** Words of an evidence package. No digit and no number word: each number comes printed. */
export interface ExcursionReportWords {
  readonly title: string;
  readonly finalYield: string;
  readonly defectDensity: string;
  readonly defectDensityAfter: (step: string) => string;
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
  /** By why nothing is named; `lots`: the fewest on a side that decide anything. */
  readonly noSuspect: ByFewestLots;
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
  /** Of a withdrawal. */
  readonly partOf: (excursionId: string) => string;
  readonly notFoundAnyMore: string;
  /** A place since its last work. */
  readonly since: (place: string, service: string, when: string) => string;
  readonly service: Named;
  /** The same of one row, in brief. */
  readonly because: ByFewestLots;
  readonly above: (value: string) => string;
  readonly atMost: (value: string) => string;
  readonly wafersOf: (affected: string, all: string) => string;
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
