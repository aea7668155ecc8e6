import { Component, computed, DestroyRef, inject, input, output, viewChild, type ElementRef } from '@angular/core';
import { FilterChip, Icon, PageHeader, type FilterOption } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { KINDS, type ExcursionsChoice } from './excursions-link.ts';

export interface ExcursionsChange {
  readonly change: Partial<ExcursionsChoice>;
  /** Still being typed: replaces the last state instead of adding one to the history. */
  readonly typing: boolean;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

const TYPING_PAUSE_MS = 250;

/** The chips of the list of excursions. It holds no state: the link does. */
@Component({
  selector: 'fw-excursions-filter-bar',
  imports: [FilterChip, Icon, PageHeader],
  template: `
    <fw-page-header [label]="say('filters')">
      <label class="search">
        <span class="fw-unseen">{{ say('field.search') }}</span>
        <fw-icon name="search" size="14" />
        <input
          #search
          class="fw-input"
          type="search"
          spellcheck="false"
          autocomplete="off"
          [placeholder]="say('field.search')"
          [value]="choice().search"
          (input)="type(search.value)"
        />
      </label>
      <fw-filter-chip
        [field]="say('field.product')"
        [options]="productOptions()"
        [selected]="[choice().product ?? '']"
        (selectedChange)="choose({ product: $event[0] || null })"
      />
      <fw-filter-chip
        [field]="say('field.kind')"
        [options]="kindOptions()"
        [selected]="choice().kinds"
        [multiple]="true"
        [placeholder]="say('any')"
        (selectedChange)="chooseKinds($event)"
      />
      @if (owners().length > 0 || choice().owner !== null) {
        <fw-filter-chip
          [field]="say('field.owner')"
          [options]="ownerOptions()"
          [selected]="[choice().owner ?? '']"
          (selectedChange)="choose({ owner: $event[0] || null })"
        />
      }
      <fw-filter-chip
        [field]="say('field.seen')"
        [options]="seenOptions()"
        [selected]="[choice().unacknowledged ? 'no' : '']"
        (selectedChange)="choose({ unacknowledged: $event[0] === 'no' })"
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
export class ExcursionsFilterBar {
  readonly choice = input.required<ExcursionsChoice>();
  readonly products = input.required<readonly Named[]>();
  readonly owners = input.required<readonly Named[]>();
  readonly chosen = output<ExcursionsChange>();

  protected readonly say = injectSay('excursions');
  private readonly searchField = viewChild<ElementRef<HTMLInputElement>>('search');
  private pause: ReturnType<typeof setTimeout> | undefined;

  protected readonly productOptions = computed(() => this.orAny(this.products()));
  protected readonly ownerOptions = computed(() => this.orAny(this.owners()));
  protected readonly kindOptions = computed<FilterOption[]>(() =>
    KINDS.map((value) => ({ value, label: this.say(`kind.${value}`) })),
  );
  protected readonly seenOptions = computed<FilterOption[]>(() => [
    { value: '', label: this.say('any') },
    { value: 'no', label: this.say('unacknowledgedOnly') },
  ]);

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.pause));
  }

  focusSearch(): void {
    this.searchField()?.nativeElement.focus();
  }

  protected choose(change: Partial<ExcursionsChoice>): void {
    this.chosen.emit({ change, typing: false });
  }

  protected chooseKinds(values: readonly string[]): void {
    this.choose({ kinds: KINDS.filter((kind) => values.includes(kind)) });
  }

  protected type(search: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.chosen.emit({ change: { search }, typing: true }), TYPING_PAUSE_MS);
  }

  private orAny(named: readonly Named[]): FilterOption[] {
    return [{ value: '', label: this.say('any') }, ...named.map(({ id, name }) => ({ value: id, label: name }))];
  }
}
