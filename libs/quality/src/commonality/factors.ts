import { serviceIntervalName } from '@fabwright/facts';
import type { CategoricalFactor, FactorKind, MembershipFactor, NumericFactor } from '@fabwright/analytics';

/** A run of a lot with the wafers that took part, side by side. */
export interface RunRow {
  readonly lotId: string;
  readonly stepId: string;
  readonly toolId: string;
  readonly recipe: string;
  readonly queueTimeH: number | null;
  /** The mask, at lithography. */
  readonly reticle: string | null;
  readonly startedAt: Date;
  readonly wafers: readonly string[];
  readonly chambers: readonly string[];
}

/** Work on a tool or one of its chambers; null = the whole tool. */
export interface MaintenanceRow {
  readonly toolId: string;
  readonly chamber: string | null;
  readonly kind: string;
  readonly endedAt: Date;
}

/** A wafer of the question, and what is known of it beside its runs. */
export interface WaferRow {
  readonly lotId: string;
  readonly waferId: string;
  readonly slot: number | null;
  readonly tester: string | null;
  readonly probeCard: string | null;
  readonly program: string;
  /** Day on which the lot was started. */
  readonly lotStart: string | null;
  /** Batch of raw wafers that the lot was started from. */
  readonly substrateBatch: string | null;
}

/** What a level of a factor is, for those who show it. */
export interface LevelPlace {
  readonly toolId: string | null;
  readonly chamber: string | null;
}

export interface Factors {
  readonly categorical: CategoricalFactor[];
  readonly numeric: NumericFactor[];
  /** Places since their last work, at whichever of their steps: what breaks there harms all that it does. */
  readonly memberships: MembershipFactor[];
  /** By level's name: tools and chambers. */
  readonly places: ReadonlyMap<string, LevelPlace>;
}

interface Draft {
  readonly kind: FactorKind;
  readonly stepId: string | null;
  readonly levels: Map<string, number>;
  readonly codes: Int32Array;
}

/** Wafers that passed a place between two works on it, and at which steps. */
interface Passage {
  readonly wafers: Set<number>;
  readonly steps: Set<string>;
}

const HOURS = 'h';
/** One step is a factor of its own already. */
const LEAST_STEPS = 2;

/** Everything that wafers may share, as columns over the wafers; a factor that is the same for all is left out. */
export function factorsOf(
  wafers: readonly WaferRow[],
  runs: readonly RunRow[],
  maintenance: readonly MaintenanceRow[],
): Factors {
  const gathered = new Gathering(wafers, maintenance);
  // A wafer that passed a step twice is where it was last.
  for (const run of [...runs].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())) gathered.run(run);
  wafers.forEach((wafer, at) => gathered.wafer(wafer, at));
  return gathered.result();
}

class Gathering {
  private readonly drafts = new Map<string, Draft>();
  private readonly passages = new Map<string, Passage>();
  private readonly queues = new Map<string, Float64Array>();
  private readonly places = new Map<string, LevelPlace>();
  private readonly positions: ReadonlyMap<string, number>;
  private readonly services: ReadonlyMap<string, readonly MaintenanceRow[]>;
  private readonly count: number;

  constructor(wafers: readonly WaferRow[], maintenance: readonly MaintenanceRow[]) {
    this.count = wafers.length;
    this.positions = new Map(wafers.map(({ lotId, waferId }, at) => [`${lotId}\n${waferId}`, at]));
    const inOrder = [...maintenance].sort((a, b) => a.endedAt.getTime() - b.endedAt.getTime());
    this.services = Map.groupBy(inOrder, (row) => row.toolId);
  }

  run({ lotId, stepId, toolId, recipe, queueTimeH, reticle, startedAt, wafers, chambers }: RunRow): void {
    this.places.set(toolId, { toolId, chamber: null });
    wafers.forEach((waferId, i) => {
      const at = this.positions.get(`${lotId}\n${waferId}`);
      if (at === undefined) return;
      const chamber = chambers[i] ?? '';
      const place = chamber === '' ? toolId : `${toolId}/${chamber}`;
      this.set('tool', stepId, toolId, at);
      if (chamber !== '') {
        this.places.set(place, { toolId, chamber });
        this.set('chamber', stepId, place, at);
      }
      this.set('recipe-version', stepId, recipe, at);
      this.interval({ toolId, chamber, place }, stepId, startedAt, at);
      if (reticle !== null) this.set('other', stepId, reticle, at, reticleFactor(stepId));
      if (queueTimeH !== null) this.queue(stepId)[at] = queueTimeH;
    });
  }

  wafer({ slot, tester, probeCard, program, lotStart, substrateBatch }: WaferRow, at: number): void {
    if (slot !== null) {
      this.set('slot', null, String(slot), at);
      this.set('slot', 'parity', slot % 2 === 0 ? 'even' : 'odd', at);
    }
    if (tester !== null) this.set('tester', null, tester, at);
    if (probeCard !== null) this.set('probe-card', null, probeCard, at);
    if (substrateBatch !== null) this.set('substrate-batch', null, substrateBatch, at);
    if (lotStart !== null) this.set('other', 'lot-start', lotStart, at);
    this.set('other', 'program', program, at);
  }

  result(): Factors {
    const drafts = [...this.drafts].filter(([, draft]) => draft.levels.size > 1 || draft.codes.includes(-1));
    return {
      categorical: drafts.map(([id, { kind, stepId, levels, codes }]) => ({
        id,
        kind,
        stepId: isStep(kind) || isReticle(id) ? stepId : null,
        levels: [...levels.keys()],
        codes,
      })),
      numeric: [...this.queues].map(([stepId, values]) => ({
        id: `queue-time@${stepId}`,
        kind: 'queue-time',
        stepId,
        unit: HOURS,
        values,
      })),
      memberships: [...this.passages]
        .filter(([, { steps }]) => steps.size >= LEAST_STEPS)
        .map(([level, { wafers }]) => {
          return { id: 'pm-interval@*', kind: 'pm-interval', stepId: null, level, wafers: [...wafers] };
        }),
      places: this.places,
    };
  }

  /** Since which work on its place a wafer was processed, at this step and at any. */
  private interval(
    { toolId, chamber, place }: { toolId: string; chamber: string; place: string },
    stepId: string,
    startedAt: Date,
    at: number,
  ): void {
    const service = this.lastService(toolId, chamber, startedAt);
    if (service === null) return;
    const name = this.intervalName(place, service);
    this.set('pm-interval', stepId, name, at);
    const passage = this.passages.get(name) ?? { wafers: new Set<number>(), steps: new Set<string>() };
    this.passages.set(name, passage);
    passage.wafers.add(at);
    passage.steps.add(stepId);
  }

  private set(
    kind: FactorKind,
    stepId: string | null,
    level: string,
    at: number,
    id = `${kind}@${stepId ?? ''}`,
  ): void {
    let draft = this.drafts.get(id);
    if (!draft) {
      draft = { kind, stepId, levels: new Map(), codes: new Int32Array(this.count).fill(-1) };
      this.drafts.set(id, draft);
    }
    const code = draft.levels.get(level) ?? draft.levels.size;
    draft.levels.set(level, code);
    draft.codes[at] = code;
  }

  private queue(stepId: string): Float64Array {
    const known = this.queues.get(stepId) ?? new Float64Array(this.count).fill(Number.NaN);
    this.queues.set(stepId, known);
    return known;
  }

  private lastService(toolId: string, chamber: string, at: Date): MaintenanceRow | null {
    const rows = this.services.get(toolId) ?? [];
    return rows.findLast((row) => row.endedAt <= at && (row.chamber === null || row.chamber === chamber)) ?? null;
  }

  private intervalName(place: string, { kind, endedAt }: MaintenanceRow): string {
    const name = serviceIntervalName({ place, kind, since: endedAt });
    this.places.set(name, this.places.get(place) ?? { toolId: place, chamber: null });
    return name;
  }
}

const RETICLE = 'reticle@';

/** The engine has no kind of its own for masks: their id tells them. */
export function isReticle(factorId: string): boolean {
  return factorId.startsWith(RETICLE);
}

function reticleFactor(stepId: string): string {
  return `${RETICLE}${stepId}`;
}

/** Factors without a step use its place in the id to tell themselves apart. */
function isStep(kind: FactorKind): boolean {
  return kind === 'tool' || kind === 'chamber' || kind === 'recipe-version' || kind === 'pm-interval';
}
