import { Component, computed, inject, input, output } from '@angular/core';
import type { CatalogueQuery, LotType, ProductChoicesQuery } from '@fabwright/data-access';
import { formatDateRange } from '@fabwright/facts';
import { FilterChip, PageHeader, type FilterOption } from '@fabwright/ui';
import { DiesChip } from '../dies/dies-chip.ts';
import { Formats } from '../formats/formats.ts';
import { injectSay } from '../i18n/inject-say.ts';
import { ListChip } from './list-chip.ts';
import { LOT_TYPES } from './lot-types-link.ts';
import { PERIODS } from './period-link.ts';
import type { PopulationChoice } from './population-link.ts';

const DAYS = 'days';

/**
 * The chips that say which wafers a page is about. It holds no state: the link does. What a page adds (measure, split)
 * goes inside.
 */
@Component({
  selector: 'fw-population-bar',
  imports: [DiesChip, FilterChip, ListChip, PageHeader],
  template: `
    <fw-page-header [label]="say('label')">
      @if (!productGiven()) {
        <fw-filter-chip
          [field]="say('product')"
          [options]="products()"
          [selected]="[choice().product ?? '']"
          (selectedChange)="chosen.emit({ product: $event[0] || undefined, insertion: undefined })"
        />
      }
      @if (!productGiven() && insertions().length > 2) {
        <fw-filter-chip
          [field]="say('insertion')"
          [options]="insertions()"
          [selected]="[choice().insertion ?? '']"
          (selectedChange)="chosen.emit({ insertion: $event[0] || undefined })"
        />
      }
      <fw-filter-chip
        [field]="say('period')"
        [options]="periods()"
        [selected]="[periodValue()]"
        (selectedChange)="choosePeriod($event[0])"
      />
      <fw-filter-chip
        [field]="say('lotType')"
        [options]="lotTypes()"
        [selected]="choice().lotTypes ?? ['PRODUCTION']"
        [multiple]="true"
        (selectedChange)="chooseTypes($event)"
      />
      <fw-list-chip
        [lots]="choice().lots"
        [wafers]="choice().wafers"
        (listed)="chosen.emit({ lots: $event.lots, wafers: $event.wafers })"
      />
      @for (chip of equipment(); track chip.field) {
        <fw-filter-chip
          [field]="say(chip.field)"
          [options]="chip.options"
          [selected]="[chip.value]"
          (selectedChange)="chooseEquipment(chip.field, $event[0])"
        />
      }
      @if (!productGiven() && choice().dies; as dies) {
        <fw-dies-chip [dies]="dies" (removed)="chosen.emit({ dies: undefined })" />
      }
      <ng-content />
    </fw-page-header>
  `,
})
export class PopulationBar {
  readonly choice = input.required<PopulationChoice>();
  readonly known = input<ProductChoicesQuery['products']>([]);
  /** Product and insertion are those of another bar: there is nothing to choose. */
  readonly productGiven = input(false);
  /** What the chosen wafers have; null while it is not known: those chips wait. */
  readonly catalogue = input<CatalogueQuery['catalogue'] | null>(null);
  readonly chosen = output<Partial<PopulationChoice>>();

  protected readonly say = injectSay('population');
  private readonly formats = inject(Formats);

  protected readonly products = computed<FilterOption[]>(() => [
    { value: '', label: this.say('allProducts') },
    ...this.known().map(({ productId, name }) => ({ value: productId, label: name })),
  ]);
  protected readonly insertions = computed<FilterOption[]>(() => {
    const { product } = this.choice();
    const names = this.known()
      .filter(({ productId }) => !product || productId === product)
      .flatMap(({ insertions }) => insertions.map(({ insertion }) => insertion));
    return [{ value: '', label: this.say('firstInsertion') }, ...optionsOf([...new Set(names)])];
  });
  protected readonly lotTypes = computed<FilterOption[]>(() =>
    LOT_TYPES.map((value) => ({ value, label: this.say(`type.${value}`) })),
  );
  protected readonly periodValue = computed(() => {
    const { period } = this.choice();
    return period?.kind === 'weeks' ? String(period.weeks) : (period?.kind ?? '');
  });
  protected readonly periods = computed<FilterOption[]>(() => {
    const { period, lots, wafers } = this.choice();
    const named = lots.length + wafers.length > 0;
    const weeks = [...new Set([...PERIODS, ...(period?.kind === 'weeks' ? [period.weeks] : [])])].sort((a, b) => a - b);
    const days = period?.kind === DAYS ? formatDateRange(period.first, period.last, this.formats.locale()) : null;
    return [
      { value: '', label: this.say(named ? 'anyTime' : 'usualPeriod') },
      ...weeks.map((count) => ({ value: String(count), label: this.say('lastWeeks', { weeks: count }) })),
      ...(days === null ? [] : [{ value: DAYS, label: days }]),
    ];
  });
  protected readonly equipment = computed(() => {
    const [choice, catalogue] = [this.choice(), this.catalogue()];
    if (!catalogue) return [];
    const step = catalogue.steps.find(({ stepId }) => stepId === choice.step);
    const lists: readonly (readonly [EquipmentField, readonly FilterOption[]])[] = [
      ['step', catalogue.steps.map(({ stepId, name }) => ({ value: stepId, label: stepText(stepId, name) }))],
      ['tool', optionsOf(step?.tools ?? [])],
      ['chamber', optionsOf(chambersOf(step?.chambers ?? [], choice.tool))],
      ['revision', optionsOf(catalogue.programRevisions)],
      ['tester', optionsOf(catalogue.testers)],
      ['card', optionsOf(catalogue.probeCards)],
    ];
    return lists.flatMap(([field, options]) => {
      const value = choice[field] ?? '';
      // A choice stays to be seen, though nothing offers it any more.
      const kept = value !== '' && !options.some((option) => option.value === value) ? optionsOf([value]) : [];
      if (options.length + kept.length < 2 && value === '') return [];
      return { field, value, options: [{ value: '', label: this.say('any') }, ...options, ...kept] };
    });
  });

  protected choosePeriod(value: string | undefined): void {
    if (value === DAYS) return;
    const weeks = Number(value);
    this.chosen.emit({ period: weeks > 0 ? { kind: 'weeks', weeks } : null });
  }

  protected chooseTypes(values: readonly string[]): void {
    this.chosen.emit({ lotTypes: LOT_TYPES.filter((type: LotType) => values.includes(type)) });
  }

  /** Tools belong to a step and chambers to a tool: another choice above takes those below back. */
  protected chooseEquipment(field: EquipmentField, value: string | undefined): void {
    const below = { step: { tool: undefined, chamber: undefined }, tool: { chamber: undefined } };
    this.chosen.emit({ [field]: value || undefined, ...(field === 'step' || field === 'tool' ? below[field] : {}) });
  }
}

type EquipmentField = 'step' | 'tool' | 'chamber' | 'revision' | 'tester' | 'card';

const optionsOf = (ids: readonly string[]): FilterOption[] => ids.map((id) => ({ value: id, label: id }));

const stepText = (stepId: string, name: string): string => (name === stepId ? stepId : `${stepId} ${name}`);

/** Chambers come as tool/chamber; the filter takes the chamber alone. */
function chambersOf(chambers: readonly string[], tool: string | undefined): string[] {
  const own = chambers.filter((chamber) => tool !== undefined && chamber.startsWith(`${tool}/`));
  return own.map((chamber) => chamber.slice((tool?.length ?? 0) + 1));
}
