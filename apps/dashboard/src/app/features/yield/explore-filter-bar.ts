import { Component, computed, inject, input, output, signal } from '@angular/core';
import { formatDateRange } from '@fabwright/facts';
import { Button, FilterChip, Icon, PageHeader, type FilterOption } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { DiesChip } from '../../core/dies/dies-chip.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { LOT_TYPES } from '../../core/population/lot-types-link.ts';
import {
  ALL_PRODUCTS,
  hasSites,
  measureKey,
  PERIODS,
  readMeasure,
  readSplit,
  splitKey,
  toMeasure,
  type ExploreChoice,
} from './explore-link.ts';
import { ExploreStore } from './explore.store.ts';
import { chambersOf } from './chambers-of.ts';
import { ExploreTexts } from './explore-words.ts';
import { parameterKey } from './parameter-key.ts';

const THROUGH = ['step', 'tool', 'chamber', 'recipe', 'tester', 'card', 'revision'] as const;
type Through = (typeof THROUGH)[number];
const OF_A_STEP = ['tool', 'chamber', 'recipe'] as const;
const PLAIN_SPLITS = ['slot', 'tester', 'card', 'rev'] as const;
const SITE_SPLITS = ['site', 'touchdown'] as const;

/** The chips of the explorer; the link holds their state. */
@Component({
  selector: 'fw-explore-filter-bar',
  imports: [Button, DiesChip, FilterChip, Icon, PageHeader, TranslocoDirective],
  template: `
    <fw-page-header *transloco="let t; prefix: 'explore'" [label]="t('filters')">
      <fw-filter-chip
        [field]="t('field.product')"
        [options]="products()"
        [selected]="[product()]"
        placeholder="–"
        (selectedChange)="chooseProduct($event[0])"
      />
      @if (store.insertions().length > 1) {
        <fw-filter-chip
          [field]="t('field.insertion')"
          [options]="insertions()"
          [selected]="[choice().insertion ?? store.insertions()[0] ?? '']"
          (selectedChange)="choose({ insertion: $event[0] })"
        />
      }
      <fw-filter-chip
        [field]="t('field.measure')"
        [options]="measures()"
        [selected]="[measure()]"
        (selectedChange)="chooseMeasure($event[0])"
      />
      <fw-filter-chip
        [field]="t('field.time')"
        [options]="periods()"
        [selected]="[period()]"
        (selectedChange)="choosePeriod($event[0])"
      />
      <fw-filter-chip
        [field]="t('field.lotType')"
        [options]="lotTypes()"
        [selected]="choice().lotTypes"
        [multiple]="true"
        (selectedChange)="chooseLotTypes($event)"
      />
      @if (splits()) {
        <fw-filter-chip
          [field]="t('field.split')"
          [options]="splitOptions()"
          [selected]="[split()]"
          (selectedChange)="chooseSplit($event[0])"
        />
        <fw-filter-chip
          [field]="t('field.at')"
          [options]="timeOptions()"
          [selected]="[choice().trackOutOf ?? '']"
          (selectedChange)="choose({ trackOutOf: $event[0] || null })"
        />
      }
      @for (name of shown(); track name) {
        <fw-filter-chip
          [field]="t('field.' + name)"
          [options]="through(name)"
          [selected]="[choice()[name] ?? '']"
          (selectedChange)="chooseThrough(name, $event[0])"
        />
      }
      @if (hidden().length > 0) {
        <fw-filter-chip
          [field]="t('more')"
          [options]="hidden()"
          [selected]="[]"
          placeholder="+"
          (selectedChange)="reveal($event[0])"
        />
      }
      @if (choice().dies; as dies) {
        <fw-dies-chip [dies]="dies" (removed)="choose({ dies: undefined })" />
      }
      @if (listed()) {
        <button fwButton type="button" (click)="lists.emit()">
          <fw-icon name="table" size="14" />{{ listsText() }}
        </button>
      }
      <ng-container fwPageActions><ng-content /></ng-container>
    </fw-page-header>
  `,
})
export class ExploreFilterBar {
  /** Splits and track-out times are for the explorer; a control chart has neither. */
  readonly splits = input(true);
  /** Offers to paste lists of lots and wafers. */
  readonly listed = input(true);
  readonly lists = output<void>();
  protected readonly store = inject(ExploreStore);
  private readonly say = injectSay('explore');
  private readonly formats = inject(Formats);
  private readonly texts = inject(ExploreTexts);
  private readonly revealed = signal<readonly string[]>([]);
  protected readonly choice = this.store.choice;

  protected readonly product = computed(() => this.store.product()?.productId ?? ALL_PRODUCTS);
  protected readonly products = computed<FilterOption[]>(() => [
    ...(this.store.products() ?? []).map(({ productId, name }) => ({ value: productId, label: name })),
    ...(this.splits() ? [{ value: ALL_PRODUCTS, label: this.say('allProducts') }] : []),
  ]);
  protected readonly insertions = computed(() => this.store.insertions().map((value) => ({ value, label: value })));
  protected readonly lotTypes = computed(() =>
    LOT_TYPES.map((value) => ({ value, label: this.say(`lotType.${value}`) })),
  );

  protected readonly period = computed(() => {
    const { period } = this.choice();
    return period.kind === 'weeks' ? String(period.weeks) : 'days';
  });
  protected readonly periods = computed<FilterOption[]>(() => {
    const { period } = this.choice();
    const weeks = new Set<number>([...PERIODS, ...(period.kind === 'weeks' ? [period.weeks] : [])]);
    const options = [...weeks]
      .sort((a, b) => a - b)
      .map((count) => ({ value: String(count), label: this.say('weeks', { weeks: count }) }));
    if (period.kind === 'weeks') return options;
    return [...options, { value: 'days', label: formatDateRange(period.first, period.last, this.formats.locale()) }];
  });

  protected readonly measure = computed(() => measureKey(this.choice().measure));
  protected readonly measures = computed<FilterOption[]>(() => {
    const catalogue = this.store.catalogue();
    const keys = [
      'final',
      'first',
      'record',
      'recovery',
      ...(catalogue?.bins ?? []).map(({ number }) => `bin:${number}`),
      ...(catalogue?.tests ?? []).map(({ number }) => `test:${number}`),
      ...(catalogue?.parameters ?? []).map(parameterKey),
    ];
    return [...new Set([...keys, this.measure()])].flatMap((value) => {
      const measure = readMeasure(value);
      return measure ? [{ value, label: this.texts.measure(measure, catalogue) }] : [];
    });
  });

  protected readonly split = computed(() => {
    const { split } = this.choice();
    return split ? splitKey(split) : '';
  });
  protected readonly splitOptions = computed<FilterOption[]>(() => {
    const steps = this.store.catalogue()?.steps ?? [];
    const keys = [
      ...(this.store.product() ? [] : ['product']),
      ...PLAIN_SPLITS,
      ...(hasSites(this.choice().measure) ? SITE_SPLITS : []),
      ...OF_A_STEP.flatMap((name) => steps.map(({ stepId }) => `${name}:${stepId}`)),
    ];
    return [
      { value: '', label: this.say('noSplit') },
      ...[...new Set([...keys, this.split()])]
        .filter((key) => key !== '')
        .map((value) => ({ value, label: this.splitText(value) })),
    ];
  });
  protected readonly timeOptions = computed<FilterOption[]>(() => {
    const steps = (this.store.catalogue()?.steps ?? []).map(({ stepId }) => stepId);
    const { trackOutOf } = this.choice();
    return [
      { value: '', label: this.say('sortEnd') },
      ...[...new Set([...steps, ...(trackOutOf ? [trackOutOf] : [])])].map((step) => ({
        value: step,
        label: this.say('trackOut', { step }),
      })),
    ];
  });

  protected readonly shown = computed(() =>
    THROUGH.filter((name) => this.choice()[name] !== undefined || this.revealed().includes(name)),
  );
  protected readonly hidden = computed<FilterOption[]>(() =>
    THROUGH.filter((name) => !this.shown().includes(name)).map((value) => ({
      value,
      label: this.say(`field.${value}`),
    })),
  );
  protected readonly listsText = computed(() => {
    const { lots, wafers } = this.choice();
    const lists = [lots, wafers].filter((list) => list !== null);
    if (lists.length === 0) return this.say('lists.open');
    const items = lists.flatMap((list) => ('items' in list ? list.items : []));
    return lists.some((list) => 'kept' in list)
      ? this.say('lists.long')
      : this.say('lists.some', { count: items.length });
  });

  protected through(name: Through): FilterOption[] {
    const chosen = this.choice()[name];
    const known = [...new Set([...this.known(name), ...(chosen ? [chosen] : [])])].sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    );
    return [{ value: '', label: this.say('any') }, ...known.map((value) => ({ value, label: value }))];
  }

  private known(name: Through): readonly string[] {
    const catalogue = this.store.catalogue();
    if (!catalogue) return [];
    const { step, tool } = this.choice();
    const steps = catalogue.steps.filter(({ stepId }) => !step || stepId === step);
    const values: Readonly<Record<Through, () => readonly string[]>> = {
      step: () => catalogue.steps.map(({ stepId }) => stepId),
      tool: () => steps.flatMap(({ tools }) => tools),
      chamber: () => chambersOf(steps, tool),
      recipe: () => this.recipes(),
      tester: () => catalogue.testers,
      card: () => catalogue.probeCards,
      revision: () => catalogue.programRevisions,
    };
    return values[name]();
  }

  /** Known once the trend is split by them. */
  private recipes(): string[] {
    if (this.choice().split?.kind !== 'RECIPE_VERSION') return [];
    return (this.store.trend()?.groups ?? []).flatMap(({ label }) => label ?? []);
  }

  protected choose(change: Partial<ExploreChoice>): void {
    this.store.choose(change);
  }

  protected chooseProduct(product: string | undefined): void {
    // what belonged to the other product goes with it
    this.choose({ product, insertion: undefined, selection: null, highlight: null });
  }

  protected chooseMeasure(key: string | undefined): void {
    const measure = readMeasure(key ?? '');
    if (measure) this.choose(toMeasure(measure, this.choice()));
  }

  protected choosePeriod(value: string | undefined): void {
    if (Number(value) > 0) this.choose({ period: { kind: 'weeks', weeks: Number(value) } });
  }

  protected chooseLotTypes(values: readonly string[]): void {
    this.choose({ lotTypes: LOT_TYPES.filter((type) => values.includes(type)) });
  }

  protected chooseSplit(key: string | undefined): void {
    this.choose({ split: key ? readSplit(key) : null, highlight: null });
  }

  protected chooseThrough(name: Through, value: string | undefined): void {
    this.choose({ [name]: value || undefined });
  }

  protected reveal(name: string | undefined): void {
    if (name) this.revealed.update((names) => [...names, name]);
  }

  private splitText(key: string): string {
    const [name = '', ...step] = key.split(':');
    const text = this.say(`split.${name}`);
    return step.length > 0 ? `${text}, ${step.join(':')}` : text;
  }
}
