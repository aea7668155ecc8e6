import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { dumbbell, type Dumbbell } from '@fabwright/charts';
import type { CommonalityReading } from '@fabwright/data-access';
import { ExcursionCommonalityDocument } from '@fabwright/data-access/documents/excursions';
import { formatProbability } from '@fabwright/facts';
import {
  Badge,
  DataTable,
  Panel,
  Segmented,
  TableCellTemplate,
  type IconName,
  type PanelState,
  type Status,
  type TableColumn,
} from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { injectExcursionWords } from '../excursion-words.ts';
import { mapsParams, yieldParams, type LinkedExcursion } from '../factor-link.ts';
import { significant } from '../significant.ts';
import { ordered, type CommonalityOrder, type CommonalityRow } from './commonality-order.ts';
import { injectEvidence } from './evidence.ts';

const DUMBBELL = { width: 72, height: 14 };
/** An odds ratio beyond this says no more than that it is large. */
const LARGEST_ODDS = 999;
const READINGS: Readonly<Record<CommonalityReading, readonly [Status, IconName | null]>> = {
  STRONG: ['alarm', 'dot'],
  CONFOUNDED: ['plain', null],
  NO_LINK: ['outline', null],
  INCONCLUSIVE: ['outline', null],
};

/** Their levels are mere figures: alone, "11" says nothing. */
const OF_FIGURES: ReadonlySet<string> = new Set(['SLOT', 'QUEUE_TIME']);

/** What the affected wafers share that others don't. */
@Component({
  selector: 'fw-excursion-commonality',
  imports: [Badge, DataTable, Panel, RouterLink, Segmented, TableCellTemplate],
  templateUrl: './commonality.panel.html',
  styleUrl: './commonality.panel.css',
})
export class ExcursionCommonalityPanel {
  readonly excursionId = input.required<string>();
  readonly excursion = input.required<LinkedExcursion>();
  readonly round = input.required<number>();
  readonly order = input.required<CommonalityOrder>();
  readonly orderChange = output<CommonalityOrder>();

  protected readonly formats = inject(Formats);
  protected readonly words = injectExcursionWords();
  protected readonly say = injectSay('excursions.common');
  protected readonly evidence = injectEvidence(ExcursionCommonalityDocument, this.excursionId, this.round);
  private readonly found = computed(() => this.evidence.found()?.commonality ?? null);
  protected readonly rows = computed(() => ordered(this.found()?.rows ?? [], this.order()));
  protected readonly orders = computed(() => [
    { value: 'ranked', label: this.say('ranked') },
    { value: 'step', label: this.say('byStep') },
  ]);

  protected readonly caption = computed(() => {
    const found = this.found();
    if (!found) return '';
    const whole = (value: number): string => this.formats.number(value);
    return this.say('caption', {
      what: found.stream ? this.words.stream(found.stream) : '',
      cases: whole(found.caseWafers),
      others: whole(found.wafers - found.caseWafers),
      permutations: whole(found.permutations),
      factors: whole(found.levels),
      tested: whole(found.testedLevels),
    });
  });
  protected readonly state = computed<PanelState>(() => {
    const waiting = this.evidence.waiting(this.say('failed'));
    if (waiting) return waiting;
    const found = this.found();
    if (!found) return { kind: 'empty', heading: this.say('none') };
    if (found.obstacle) return this.hindered(found.obstacle, found.caseLots);
    return found.rows.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noRows') };
  });

  protected readonly columns = computed<TableColumn<CommonalityRow>[]>(() => {
    const label = (key: string): string => this.say(key);
    const end = { align: 'end' as const };
    return [
      { key: 'factor', label: label('factor') },
      { key: 'cases', label: label('cases'), ...end, text: ({ exposed, others }) => this.ofCases(exposed, others) },
      { key: 'others', label: label('others'), ...end, text: ({ exposed, others }) => this.ofOthers(exposed, others) },
      { key: 'share', label: label('share') },
      { key: 'odds', label: label('odds'), ...end, text: (row) => this.odds(row) },
      { key: 'p', label: label('p'), ...end },
      { key: 'given', label: label('pGiven'), ...end, text: (row) => this.probability(row.pGivenFirst) },
      { key: 'lots', label: label('lots'), ...end, text: ({ exposed }) => this.formats.number(exposed.caseLots) },
      { key: 'reading', label: label('reading') },
    ];
  });
  protected readonly keyOf = ({ levels }: CommonalityRow): string =>
    levels.map((level) => [level.kind, level.stepId, level.id, level.side, level.cut].join(' ')).join('|');

  protected chooseOrder(value: string): void {
    this.orderChange.emit(value === 'step' ? 'step' : 'ranked');
  }

  protected look(row: CommonalityRow): readonly [Status, IconName | null] {
    return READINGS[row.reading];
  }

  /** Below three affected lots it is said once, above the table. */
  protected becauseOf({ because }: CommonalityRow): string | null {
    return because && because !== 'few-affected-lots' ? because : null;
  }

  protected mark({ exposed, others }: CommonalityRow): Dumbbell {
    const cases = exposed.caseWafers + others.caseWafers;
    const rest = exposed.wafers + others.wafers - cases;
    const shares = { cases: exposed.caseWafers / cases, others: (exposed.wafers - exposed.caseWafers) / rest };
    return dumbbell(shares, DUMBBELL);
  }

  protected titleOf(level: CommonalityRow['levels'][number]): string {
    return OF_FIGURES.has(level.kind) ? this.words.factor({ ...level, stepName: null }) : this.words.level(level);
  }

  protected stepOf({ levels }: CommonalityRow): string {
    return levels[0]?.stepName ?? this.say('allSteps');
  }

  protected othersTogether({ levels }: CommonalityRow): string {
    return levels
      .slice(1)
      .map((level) => this.words.factor(level))
      .join('\n');
  }

  protected yieldOf({ levels: [first] }: CommonalityRow) {
    return first ? yieldParams(first, this.excursion()) : {};
  }

  /** A place at all its steps has no one track-out: its own page shows its work and the yields after it. */
  protected toolOf({ kind, stepId, toolId }: CommonalityRow['levels'][number]): string | null {
    return kind === 'PM_INTERVAL' && !stepId ? (toolId ?? null) : null;
  }

  protected mapsOf({ levels: [first] }: CommonalityRow) {
    return first ? mapsParams(first, this.excursion()) : null;
  }

  /** Without the letter, which stands in the head of the column. */
  protected probability(p: number | null | undefined): string {
    return typeof p === 'number' ? formatProbability(p, this.formats.locale()).replace(/^p (= )?/, '') : '–';
  }

  private hindered(obstacle: string, lots: number): PanelState {
    const heading = this.say(`obstacle.${obstacle}`, { lots: this.formats.count(lots, 'lots') });
    return this.rows().length > 0 ? { kind: 'too-little', text: heading } : { kind: 'empty', heading };
  }

  private ofCases(exposed: CommonalityRow['exposed'], others: CommonalityRow['others']): string {
    return this.slashed(exposed.caseWafers, exposed.caseWafers + others.caseWafers);
  }

  private ofOthers(exposed: CommonalityRow['exposed'], others: CommonalityRow['others']): string {
    const [with_, without] = [exposed.wafers - exposed.caseWafers, others.wafers - others.caseWafers];
    return this.slashed(with_, with_ + without);
  }

  private slashed(part: number, whole: number): string {
    return `${this.formats.number(part)}/${this.formats.number(whole)}`;
  }

  private odds({ oddsRatio }: CommonalityRow): string {
    if (!oddsRatio) return '–';
    const said = (value: number): string =>
      value > LARGEST_ODDS ? `> ${LARGEST_ODDS}` : significant(value, this.formats.locale());
    return `${said(oddsRatio.ratio)} [${said(oddsRatio.low)}, ${said(oddsRatio.high)}]`;
  }
}
