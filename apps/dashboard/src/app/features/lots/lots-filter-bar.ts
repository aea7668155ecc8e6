import { Component, computed, DestroyRef, inject, input, output, viewChild, type ElementRef } from '@angular/core';
import type { LotType, ProductChoicesQuery } from '@fabwright/data-access';
import { formatDateRange } from '@fabwright/facts';
import { FilterChip, Icon, PageHeader, type FilterOption } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { LOT_TYPES } from '../../core/population/lot-types-link.ts';
import { PERIODS, type Period } from '../../core/population/period-link.ts';
import type { LotsChoice } from './lots-link.ts';

export interface LotsChange {
  readonly change: Partial<LotsChoice>;
  /** Still being typed: replaces the last state instead of adding one to the history. */
  readonly typing: boolean;
}

const TYPING_PAUSE_MS = 250;
const DAYS = 'days';

/** The chips of the list of lots. It holds no state: the link does. */
@Component({
  selector: 'fw-lots-filter-bar',
  imports: [FilterChip, Icon, PageHeader, TranslocoDirective],
  template: `
    <fw-page-header *transloco="let t" [label]="t('lots.filters')">
      <label class="search">
        <span class="fw-unseen">{{ t('lots.field.search') }}</span>
        <fw-icon name="search" size="14" />
        <input
          #search
          class="fw-input"
          type="search"
          spellcheck="false"
          autocomplete="off"
          [placeholder]="t('lots.searchPlaceholder')"
          [value]="choice().search"
          (input)="type(search.value)"
        />
      </label>
      <fw-filter-chip
        [field]="t('lots.field.product')"
        [options]="productOptions()"
        [selected]="picked(choice().product)"
        [placeholder]="t('lots.allProducts')"
        (selectedChange)="choose({ product: $event[0] || undefined, insertion: undefined })"
      />
      <fw-filter-chip
        [field]="t('lots.field.insertion')"
        [options]="insertionOptions()"
        [selected]="picked(choice().insertion)"
        [placeholder]="t('lots.firstInsertion')"
        (selectedChange)="choose({ insertion: $event[0] || undefined })"
      />
      <fw-filter-chip
        [field]="t('lots.field.type')"
        [options]="typeOptions()"
        [selected]="choice().lotTypes"
        [multiple]="true"
        (selectedChange)="chooseTypes($event)"
      />
      <fw-filter-chip
        [field]="t('lots.field.period')"
        [options]="periodOptions()"
        [selected]="[periodValue()]"
        (selectedChange)="choosePeriod($event[0])"
      />
      <fw-filter-chip
        [field]="t('lots.field.floor')"
        [options]="floorOptions()"
        [selected]="[choice().belowFloor ? 'yes' : '']"
        (selectedChange)="choose({ belowFloor: $event[0] === 'yes' })"
      />
      <fw-filter-chip
        [field]="t('lots.field.hold')"
        [options]="holdOptions()"
        [selected]="[choice().onHold ? 'yes' : '']"
        (selectedChange)="choose({ onHold: $event[0] === 'yes' })"
      />
    </fw-page-header>
  `,
  styles: `
    .search {
      position: relative;
      display: inline-flex;
      align-items: center;
      color: var(--ink-3);
    }
    .search fw-icon {
      position: absolute;
      left: 8px;
    }
    .search input {
      width: 220px;
      padding-left: 28px;
      font: var(--t-small);
    }
  `,
})
export class LotsFilterBar {
  readonly choice = input.required<LotsChoice>();
  readonly products = input.required<ProductChoicesQuery['products']>();
  readonly chosen = output<LotsChange>();

  private readonly say = injectSay('lots');
  private readonly formats = inject(Formats);
  private readonly searchField = viewChild<ElementRef<HTMLInputElement>>('search');
  private pause: ReturnType<typeof setTimeout> | undefined;

  protected readonly productOptions = computed<FilterOption[]>(() => [
    { value: '', label: this.say('allProducts') },
    ...this.products().map(({ productId, name }) => ({ value: productId, label: name })),
  ]);
  protected readonly insertionOptions = computed<FilterOption[]>(() => {
    const { product } = this.choice();
    const names = this.products()
      .filter(({ productId }) => !product || productId === product)
      .flatMap(({ insertions }) => insertions.map(({ insertion }) => insertion));
    return [
      { value: '', label: this.say('firstInsertion') },
      ...[...new Set(names)].map((name) => ({ value: name, label: name })),
    ];
  });
  protected readonly typeOptions = computed<FilterOption[]>(() =>
    LOT_TYPES.map((value) => ({ value, label: this.say(`type.${value}`) })),
  );
  protected readonly periodValue = computed(() => {
    const { period } = this.choice();
    return period?.kind === 'weeks' ? String(period.weeks) : (period?.kind ?? '');
  });
  protected readonly periodOptions = computed<FilterOption[]>(() => {
    const { period } = this.choice();
    const weeks = [...new Set([...PERIODS, ...(period?.kind === 'weeks' ? [period.weeks] : [])])].sort((a, b) => a - b);
    return [
      { value: '', label: this.say('allTime') },
      ...weeks.map((count) => ({ value: String(count), label: this.say('lastWeeks', { weeks: count }) })),
      ...(period?.kind === DAYS ? [{ value: DAYS, label: this.daysText(period) }] : []),
    ];
  });
  protected readonly floorOptions = computed(() => this.yesOrAny('belowFloorOnly'));
  protected readonly holdOptions = computed(() => this.yesOrAny('onHoldOnly'));

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.pause));
  }

  focusSearch(): void {
    this.searchField()?.nativeElement.focus();
  }

  protected picked(value: string | undefined): string[] {
    return [value ?? ''];
  }

  protected choose(change: Partial<LotsChoice>): void {
    this.chosen.emit({ change, typing: false });
  }

  protected chooseTypes(values: readonly string[]): void {
    this.choose({ lotTypes: LOT_TYPES.filter((type: LotType) => values.includes(type)) });
  }

  protected choosePeriod(value: string | undefined): void {
    if (value === DAYS) return;
    const weeks = Number(value);
    this.choose({ period: weeks > 0 ? { kind: 'weeks', weeks } : null });
  }

  protected type(search: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.chosen.emit({ change: { search }, typing: true }), TYPING_PAUSE_MS);
  }

  private daysText({ first, last }: Extract<Period, { kind: 'days' }>): string {
    return formatDateRange(first, last, this.formats.locale());
  }

  private yesOrAny(key: string): FilterOption[] {
    return [
      { value: '', label: this.say('any') },
      { value: 'yes', label: this.say(key) },
    ];
  }
}
