import { Component, computed, inject, signal } from '@angular/core';
import { describeGroupBoxes, groupBoxesTable, toGroupBoxesOption } from '@fabwright/charts';
import { queryResource, type PopulationFilter } from '@fabwright/data-access';
import { ComparisonDocument } from '@fabwright/data-access/documents/compare';
import { formatProbability } from '@fabwright/facts';
import {
  Button,
  ChartPanel,
  FilterChip,
  Panel,
  Segmented,
  type ChartBuilder,
  type FilterOption,
  type PanelState,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PopulationBar } from '../../core/population/population-bar.ts';
import { readList } from '../../core/population/population-link.ts';
import { injectAnalysis } from '../correlate/analysis-page.ts';
import { isOfDies, readSplit } from '../yield/explore-link.ts';
import { groupsView, ORDERS, SHAPES, withoutViolin, type Order, type Shape } from './compare-view.ts';
import { ExperimentPanel } from './experiment.panel.ts';
import { injectExperiments } from './experiments.source.ts';
import { readLegs } from './legs.ts';
import { PairsPanel, type Comparison } from './pairs.panel.ts';

const MODES = ['split', 'two', 'legs'] as const;
type Mode = (typeof MODES)[number];

/** Which group differs: equipment, lots, two groups of one's own, or the legs of an experiment. */
@Component({
  selector: 'fw-compare-page',
  imports: [Button, ChartPanel, ExperimentPanel, FilterChip, PairsPanel, Panel, PopulationBar, Segmented],
  templateUrl: './compare.page.html',
  styles: `
    .own {
      display: grid;
      gap: 8px;
      padding: 12px;
    }
  `,
})
export class ComparePage {
  protected readonly page = injectAnalysis();
  protected readonly say = injectSay('compare');
  private readonly sayDies = injectSay('population.dies');
  protected readonly formats = inject(Formats);
  /** A list that was pasted stays with the page until it is kept: a link would be too long for it. */
  protected readonly written = signal('');
  protected readonly read = computed(() => readLegs(this.written()));
  private readonly experiment = computed(() => this.page.text('exp'));

  protected readonly modes = computed(() => MODES.map((value) => ({ value, label: this.say(`mode.${value}`) })));
  protected readonly mode = computed<Mode>(() => {
    if (this.experiment() !== null) return 'legs';
    return MODES.find((mode) => mode === this.page.text('mode')) ?? 'split';
  });
  protected readonly experiments = injectExperiments(this.experiment, () => this.mode() === 'legs');
  protected readonly split = computed(() => readSplit(this.page.text('split') ?? '') ?? null);
  protected readonly splitKey = computed(() => (this.split() ? (this.page.text('split') ?? '') : ''));
  protected readonly byDie = computed(() => this.page.text('n') === 'die' && this.page.measure().kind === 'TEST');
  protected readonly order = computed<Order>(() => ORDERS.find((one) => one === this.page.text('order')) ?? 'name');
  protected readonly shape = computed<Shape>(() => SHAPES.find((one) => one === this.page.text('shape')) ?? 'box');
  protected readonly other = computed(() => readList(this.page.text('b') ?? ''));
  protected readonly splits = computed<FilterOption[]>(() => {
    const plain = ['tester', 'card', 'rev', 'slot'].map((value) => ({ value, label: this.say(`split.${value}`) }));
    const steps = (this.page.catalogue()?.steps ?? []).flatMap(({ stepId, name }) =>
      ['tool', 'chamber', 'recipe'].map((kind) => ({
        value: `${kind}:${stepId}`,
        label: this.say('split.atStep', { kind: this.say(`split.${kind}`), step: name }),
      })),
    );
    return [{ value: '', label: this.say('split.lot') }, ...plain, ...steps];
  });
  protected readonly orders = computed(() => ORDERS.map((value) => ({ value, label: this.say(`order.${value}`) })));
  protected readonly shapes = computed(() => SHAPES.map((value) => ({ value, label: this.say(`shape.${value}`) })));

  /** The kept experiment of the link, or what was pasted. */
  private readonly list = computed(() => {
    if (this.experiment() === null) return { legs: [...this.read().legs], control: null };
    const { wafers, control } = this.experiments.open() ?? { wafers: [], control: null };
    return { legs: wafers.map(({ lot, wafer, leg }) => ({ lot, wafer, leg })), control };
  });

  /** Undefined: the person has not said yet what is to be compared. */
  private readonly question = computed(() => {
    if (!this.page.ready()) return undefined;
    const common = { filter: this.page.filter(), measure: this.page.measure(), byDie: this.byDie() };
    const none = { split: null, other: null, legs: null, control: null };
    if (this.mode() === 'split') return { ...common, ...none, split: this.split() };
    if (this.mode() === 'legs') {
      const { legs, control } = this.list();
      return legs.length > 0 ? { ...common, ...none, byDie: false, legs, control } : undefined;
    }
    return this.other().length > 0 ? { ...common, ...none, other: this.otherFilter() } : undefined;
  });
  private readonly query = queryResource(ComparisonDocument, this.question);
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().comparison : null));
  protected readonly comparison = computed<Comparison | null>(() => {
    const answer = this.answer();
    return answer?.__typename === 'Comparison' ? answer : null;
  });
  protected readonly notices = computed(() => {
    const found = this.comparison();
    const { unread } = this.read();
    const shared = found?.overlap?.sharedWafers ?? 0;
    return [
      ...this.page.notices(found?.notFound, [
        ...this.page.unread('mode', (text) => MODES.some((mode) => mode === text)),
        ...this.page.unread('split', (text) => readSplit(text) !== null),
        ...this.page.unread('order', (text) => text === 'median' || text === 'name'),
        ...this.page.unread('shape', (text) => SHAPES.some((shape) => shape === text)),
        ...this.page.unread('n', (text) => text === 'die'),
      ]),
      ...(shared > 0 ? [this.say('shared', { count: shared })] : []),
      ...this.splitLost(found),
      ...this.ofWafers(),
      ...(this.mode() === 'legs' && this.experiment() === null && unread.length > 0
        ? [this.say('unread', { count: unread.length, lines: unread.slice(0, 3).join(' · ') })]
        : []),
    ];
  });
  protected readonly state = computed<PanelState>(() => {
    const unopened = this.unopened();
    if (unopened) return unopened;
    if (!this.question()) {
      const mode = this.mode();
      return this.page.ready() ? { kind: 'empty', heading: this.say(`say.${mode}`) } : { kind: 'loading' };
    }
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'Comparison') return { kind: 'empty', heading: this.page.refusal(answer) };
    if (answer.groups.length === 0) return { kind: 'empty', heading: this.say('empty') };
    if (this.page.emptyBin())
      return { kind: 'empty', heading: this.say('noDie', { measure: this.page.measureName() }) };
    const { inconclusive } = answer;
    return inconclusive ? { kind: 'too-little', text: this.say(`inconclusive.${inconclusive}`) } : { kind: 'ready' };
  });
  protected readonly heading = computed(() => this.page.measureName());
  protected readonly caption = computed(() => {
    const found = this.comparison();
    if (!found) return '';
    const unit = found.isFraction ? '%' : found.unit;
    const parts = [
      ...(unit === '' ? [] : [unit]),
      this.formats.count(found.wafers, 'wafers'),
      this.byDie() ? this.say('dies') : this.say('perWafer'),
      ...(withoutViolin(this.view()) > 0 ? [this.say('asBoxes', { count: withoutViolin(this.view()) })] : []),
      ...(found.groupsLeftOut > 0 ? [this.say('groupsLeftOut', { count: found.groupsLeftOut })] : []),
      ...(found.wafersLeftOut > 0 ? [this.say('wafersLeftOut', { count: found.wafersLeftOut })] : []),
      ...this.page.counted(found.notFound),
      ...this.overallText(found),
    ];
    return parts.join(' · ');
  });

  private readonly view = computed(() => {
    const words = { measure: this.heading(), unknown: this.say('unknown') };
    return groupsView(this.comparison(), { order: this.order(), shape: this.shape() }, words);
  });
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme, size) => toGroupBoxesOption(view, theme, locale, size);
  });
  protected readonly label = computed(() => describeGroupBoxes(this.view(), this.formats.locale()));
  protected readonly table = computed(() =>
    groupBoxesTable(this.view(), this.say('column.group'), this.formats.locale()),
  );
  protected readonly missing = computed(() => this.comparison()?.legsNotFound ?? []);

  /** Null: the link names no experiment, or it is open. */
  private unopened(): PanelState | null {
    const { open, error, refusal } = this.experiments;
    if (this.experiment() === null || open()) return null;
    if (error()) return failedState(this.say('legs.notRead'), error());
    return refusal() ? { kind: 'empty', heading: this.say('legs.notFound') } : { kind: 'loading' };
  }

  protected choose(name: string, value: string | undefined, usual = ''): void {
    this.page.go({ [name]: value === usual ? null : (value ?? null) });
  }

  protected chooseOther(event: Event, text: string): void {
    event.preventDefault();
    this.page.go({ b: readList(text).join(',') || null });
  }

  /** Another way to compare leaves the experiment. */
  protected chooseMode(mode: string): void {
    this.page.go({ mode: mode === 'split' ? null : mode, exp: null });
  }

  protected openExperiment(experimentId: string | null): void {
    this.page.go({ exp: experimentId, mode: experimentId === null ? 'legs' : null });
  }

  protected reload(): void {
    this.experiments.reload();
    this.query.reload();
  }

  private otherFilter(): PopulationFilter {
    const names = this.other();
    const { productId, insertion, dies } = this.page.filter();
    const lots = names.filter((name) => !name.includes('/'));
    const wafers = names.filter((name) => name.includes('/'));
    return {
      productId: productId ?? null,
      insertion: insertion ?? null,
      dies: dies ?? null,
      lots: lots.length > 0 ? lots : null,
      wafers: wafers.length > 0 ? wafers : null,
    };
  }

  /** Where the chosen dies don't narrow what is compared. */
  private ofWafers(): string[] {
    const narrowed = this.byDie() || isOfDies(this.page.measure());
    return this.page.choice().dies === undefined || narrowed ? [] : [this.sayDies('ofWafers')];
  }

  /** Nothing is known of what the wafers are to be split by. */
  private splitLost(found: Comparison | null): string[] {
    const lost = this.split() !== null && found?.groups.length === 1 && found.groups[0]?.label === null;
    return lost ? [this.say('splitLost', { split: this.splitKey() })] : [];
  }

  private overallText({ overall, design }: Comparison): string[] {
    if (!overall) return design ? [this.say(`design.${design}`)] : [];
    const p = formatProbability(overall.p, this.formats.locale());
    return [this.say('overall', { test: this.say(`test.${overall.test}`), p })];
  }
}
