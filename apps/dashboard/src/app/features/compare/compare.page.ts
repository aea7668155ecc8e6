import { Component, computed, inject, signal } from '@angular/core';
import { describeGroupBoxes, groupBoxesTable, toGroupBoxesOption, type GroupBoxesView } from '@fabwright/charts';
import { queryResource, type ComparisonQuery, type PopulationFilter } from '@fabwright/data-access';
import { ComparisonDocument } from '@fabwright/data-access/documents/compare';
import { formatProbability } from '@fabwright/facts';
import {
  Button,
  ChartPanel,
  DataTable,
  FilterChip,
  Panel,
  Segmented,
  type ChartBuilder,
  type FilterOption,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PopulationBar } from '../../core/population/population-bar.ts';
import { readList } from '../../core/population/population-link.ts';
import { injectAnalysis } from '../correlate/analysis-page.ts';
import { readSplit } from '../yield/explore-link.ts';
import { readLegs } from './legs.ts';

type Comparison = Extract<ComparisonQuery['comparison'], { __typename: 'Comparison' }>;
type Pair = Comparison['pairs'][number];
const MODES = ['split', 'two', 'legs'] as const;
type Mode = (typeof MODES)[number];

/** Which group differs: equipment, lots, two groups of one's own, or the legs of an experiment. */
@Component({
  selector: 'fw-compare-page',
  imports: [Button, ChartPanel, DataTable, FilterChip, Panel, PopulationBar, Segmented],
  templateUrl: './compare.page.html',
  styles: `
    .own {
      display: grid;
      gap: 8px;
      padding: 12px;
    }
    .pairs {
      max-height: 420px;
    }
  `,
})
export class ComparePage {
  protected readonly page = injectAnalysis();
  protected readonly say = injectSay('compare');
  protected readonly formats = inject(Formats);
  /** An experiment's list stays with the page: a link would be too long for it. */
  protected readonly written = signal('');
  protected readonly read = computed(() => readLegs(this.written()));

  protected readonly modes = computed(() => MODES.map((value) => ({ value, label: this.say(`mode.${value}`) })));
  protected readonly mode = computed<Mode>(() => MODES.find((mode) => mode === this.page.text('mode')) ?? 'split');
  protected readonly split = computed(() => readSplit(this.page.text('split') ?? '') ?? null);
  protected readonly splitKey = computed(() => (this.split() ? (this.page.text('split') ?? '') : ''));
  protected readonly byDie = computed(() => this.page.text('n') === 'die' && this.page.measure().kind === 'TEST');
  protected readonly order = computed(() => (this.page.text('order') === 'median' ? 'median' : 'name'));
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
  protected readonly orders = computed(() =>
    (['name', 'median'] as const).map((value) => ({ value, label: this.say(`order.${value}`) })),
  );

  /** Undefined: the person has not said yet what is to be compared. */
  private readonly question = computed(() => {
    if (!this.page.ready()) return undefined;
    const common = { filter: this.page.filter(), measure: this.page.measure(), byDie: this.byDie() };
    const none = { split: null, other: null, legs: null, control: null };
    if (this.mode() === 'split') return { ...common, ...none, split: this.split() };
    if (this.mode() === 'legs') {
      const legs = [...this.read().legs];
      return legs.length > 0 ? { ...common, ...none, byDie: false, legs } : undefined;
    }
    return this.other().length > 0 ? { ...common, ...none, other: this.otherFilter() } : undefined;
  });
  private readonly query = queryResource(ComparisonDocument, this.question);
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().comparison : null));
  protected readonly comparison = computed<Comparison | null>(() => {
    const answer = this.answer();
    return answer?.__typename === 'Comparison' ? answer : null;
  });
  protected readonly groups = computed(() => {
    const groups = [...(this.comparison()?.groups ?? [])];
    return this.order() === 'median' ? groups.sort((a, b) => a.box.median - b.box.median) : groups;
  });
  protected readonly notices = computed(() => {
    const found = this.comparison();
    const missing = found?.legsNotFound ?? [];
    const { unread } = this.read();
    return [
      ...this.page.notices(found?.notFound, [
        ...this.page.unread('mode', (text) => MODES.some((mode) => mode === text)),
        ...this.page.unread('split', (text) => readSplit(text) !== null),
        ...this.page.unread('order', (text) => text === 'median' || text === 'name'),
        ...this.page.unread('n', (text) => text === 'die'),
      ]),
      ...(missing.length > 0
        ? [this.say('legsNotFound', { count: missing.length, names: missing.slice(0, 12).join(', ') })]
        : []),
      ...(this.mode() === 'legs' && unread.length > 0
        ? [this.say('unread', { count: unread.length, lines: unread.slice(0, 3).join(' · ') })]
        : []),
    ];
  });
  protected readonly state = computed<PanelState>(() => {
    if (!this.question()) {
      const mode = this.mode();
      return this.page.ready() ? { kind: 'empty', heading: this.say(`say.${mode}`) } : { kind: 'loading' };
    }
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'Comparison') return { kind: 'empty', heading: this.page.refusal(answer) };
    if (answer.groups.length === 0) return { kind: 'empty', heading: this.say('empty') };
    const { inconclusive } = answer;
    return inconclusive ? { kind: 'too-little', text: this.say(`inconclusive.${inconclusive}`) } : { kind: 'ready' };
  });
  protected readonly heading = computed(() => this.page.measureName());
  protected readonly caption = computed(() => {
    const found = this.comparison();
    if (!found) return '';
    const parts = [
      this.formats.count(found.wafers, 'wafers'),
      this.byDie() ? this.say('dies') : this.say('perWafer'),
      ...(found.groupsLeftOut > 0 ? [this.say('groupsLeftOut', { count: found.groupsLeftOut })] : []),
      ...(found.wafersLeftOut > 0 ? [this.say('wafersLeftOut', { count: found.wafersLeftOut })] : []),
      ...this.overallText(found),
    ];
    return parts.join(' · ');
  });

  private readonly view = computed<GroupBoxesView>(() => {
    const groups = this.groups();
    const differing = groups.findIndex(({ differs }) => differs);
    return {
      measure: {
        name: this.heading(),
        unit: this.comparison()?.unit ?? '',
        isFraction: this.comparison()?.isFraction ?? false,
      },
      boxes: groups.map(({ label, n, box }, group) => ({
        label: label ?? this.say('unknown'),
        group,
        n,
        p05: box.p05,
        p25: box.p25,
        median: box.median,
        p75: box.p75,
        p95: box.p95,
        outliers: box.outliers,
      })),
      highlight: differing < 0 ? null : differing,
      // One colour for all, and one that stands out: the groups' order says nothing.
      groupsInAll: Math.max(groups.length, 7),
    };
  });
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme, size) => toGroupBoxesOption(view, theme, locale, size);
  });
  protected readonly label = computed(() => describeGroupBoxes(this.view(), this.formats.locale()));
  protected readonly table = computed(() =>
    groupBoxesTable(this.view(), this.say('column.group'), this.formats.locale()),
  );
  protected readonly pairs = computed(() => this.comparison()?.pairs ?? []);
  protected readonly columns = computed<TableColumn<Pair>[]>(() => {
    const label = (name: string): string => this.say(`column.${name}`);
    const { formats } = this;
    return [
      { key: 'pair', label: label('pair'), text: ({ a, b }) => `${a} − ${b}` },
      { key: 'difference', label: label('difference'), align: 'end', text: (row) => this.differenceOf(row) },
      { key: 'delta', label: 'δ', align: 'end', text: ({ cliffsDelta }) => formats.number(cliffsDelta, 2) },
      { key: 'test', label: label('test'), text: (row) => this.testOf(row) },
      {
        key: 'holm',
        label: label('holm'),
        align: 'end',
        text: ({ holmP }) =>
          typeof holmP === 'number' ? formatProbability(holmP, formats.locale()).replace(/^p =? ?/, '') : '–',
      },
      { key: 'lots', label: label('lots'), align: 'end', text: ({ lotsA, lotsB }) => `${lotsA} | ${lotsB}` },
      { key: 'verdict', label: label('verdict'), text: (row) => this.verdictOf(row) },
    ];
  });
  protected readonly pairKey = ({ a, b }: Pair): string => `${a}|${b}`;

  protected choose(name: string, value: string | undefined, usual = ''): void {
    this.page.go({ [name]: value === usual ? null : (value ?? null) });
  }

  protected chooseOther(event: Event, text: string): void {
    event.preventDefault();
    this.page.go({ b: readList(text).join(',') || null });
  }

  protected useLegs(event: Event, text: string): void {
    event.preventDefault();
    this.written.set(text);
  }

  protected async upload(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (file) this.written.set(await file.text());
    input.value = '';
  }

  protected reload(): void {
    this.query.reload();
  }

  private otherFilter(): PopulationFilter {
    const names = this.other();
    const { productId, insertion } = this.page.filter();
    const lots = names.filter((name) => !name.includes('/'));
    const wafers = names.filter((name) => name.includes('/'));
    return {
      productId: productId ?? null,
      insertion: insertion ?? null,
      lots: lots.length > 0 ? lots : null,
      wafers: wafers.length > 0 ? wafers : null,
    };
  }

  private overallText({ overall, design }: Comparison): string[] {
    if (!overall) return design ? [this.say(`design.${design}`)] : [];
    const p = formatProbability(overall.p, this.formats.locale());
    return [this.say('overall', { test: this.say(`test.${overall.test}`), p })];
  }

  private differenceOf({ difference, low, high }: Pair): string {
    if (typeof difference !== 'number' || typeof low !== 'number' || typeof high !== 'number') return '–';
    const { isFraction = false, unit = '' } = this.comparison() ?? {};
    const text = (value: number): string =>
      isFraction ? this.formats.points(value, { signed: true }) : this.formats.number(value, 4);
    return `${text(difference)} [${text(low)}, ${text(high)}]${isFraction || unit === '' ? '' : ` ${unit}`}`;
  }

  private testOf({ decisive }: Pair): string {
    return decisive ? this.say(`test.${decisive.test}`) : '–';
  }

  private verdictOf({ isDifferent, reason }: Pair): string {
    if (reason) return this.say(`inconclusive.${reason}`);
    return this.say(isDifferent ? 'verdict.different' : 'verdict.inconclusive');
  }
}
