import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkListbox, CdkOption } from '@angular/cdk/listbox';
import { Component, computed, input, output, signal } from '@angular/core';
import { Icon } from '../icon/icon.ts';
import { injectUiWords } from '../words/ui-words.ts';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  /** How many would be left, ready to be read. */
  readonly count?: string;
}

/** From so many options on a search field helps. */
const SEARCH_FROM = 8;

/** `field value`: opens a searchable list. One value, or several with `multiple`. */
@Component({
  selector: 'fw-filter-chip',
  imports: [CdkConnectedOverlay, CdkListbox, CdkOption, CdkOverlayOrigin, CdkTrapFocus, Icon],
  template: `
    <button
      cdkOverlayOrigin
      #origin="cdkOverlayOrigin"
      type="button"
      class="chip"
      aria-haspopup="listbox"
      [attr.aria-expanded]="open()"
      (click)="toggle()"
    >
      <span class="field">{{ field() }}</span>
      <span class="value">{{ shown() }}</span>
      <fw-icon name="down" size="12" />
    </button>
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="open()"
      [cdkConnectedOverlayHasBackdrop]="true"
      cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
      (backdropClick)="open.set(false)"
      (detach)="open.set(false)"
      (overlayKeydown)="onKey($event)"
    >
      <div class="fw-pop list" cdkTrapFocus cdkTrapFocusAutoCapture>
        @if (options().length >= searchFrom) {
          <input
            class="fw-input"
            type="search"
            [attr.aria-label]="words().search"
            [placeholder]="words().search"
            [value]="query()"
            (input)="search($event)"
          />
        }
        <ul
          cdkListbox
          [attr.aria-label]="field()"
          [cdkListboxMultiple]="multiple()"
          [cdkListboxValue]="selected()"
          (cdkListboxValueChange)="choose($event.value)"
        >
          @for (option of matches(); track option.value) {
            <li [cdkOption]="option.value" class="fw-menu-item" #item="cdkOption">
              <fw-icon name="check" [class.off]="!item.isSelected()" />
              <span class="name">{{ option.label }}</span>
              @if (option.count) {
                <span class="fw-caption">{{ option.count }}</span>
              }
            </li>
          } @empty {
            <li class="fw-muted none">{{ words().noMatch }}</li>
          }
        </ul>
      </div>
    </ng-template>
  `,
  styles: `
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: var(--control);
      max-width: 320px;
      padding: 0 8px;
      border: 1px solid var(--border-control);
      border-radius: var(--radius);
      background: var(--surface);
      color: var(--ink);
      font: var(--t-small);
      white-space: nowrap;
      cursor: pointer;
    }
    .chip:hover {
      background: var(--surface-hover);
    }
    .field {
      color: var(--ink-3);
    }
    .value {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .list {
      display: grid;
      gap: 4px;
      min-width: 200px;
      max-width: 360px;
      max-height: 360px;
      margin-top: 4px;
      padding: 4px;
      overflow: auto;
    }
    .name {
      flex: 1;
    }
    .off {
      visibility: hidden;
    }
    .none {
      padding: 8px;
    }
    ul:focus-visible {
      outline: 0;
    }
  `,
})
export class FilterChip {
  readonly field = input.required<string>();
  readonly options = input.required<readonly FilterOption[]>();
  readonly selected = input.required<readonly string[]>();
  readonly multiple = input(false);
  /** What the chip says when nothing is selected. */
  readonly placeholder = input<string>();
  readonly selectedChange = output<readonly string[]>();

  protected readonly words = injectUiWords();
  protected readonly searchFrom = SEARCH_FROM;
  protected readonly open = signal(false);
  protected readonly query = signal('');
  protected readonly matches = computed(() => {
    const query = this.query().trim().toLowerCase();
    return this.options().filter(({ label }) => label.toLowerCase().includes(query));
  });
  protected readonly shown = computed(() => {
    const selected = this.selected();
    const labels = this.options()
      .filter(({ value }) => selected.includes(value))
      .map(({ label }) => label);
    return labels.length > 0 ? labels.join(', ') : (this.placeholder() ?? this.words().all);
  });

  protected toggle(): void {
    this.query.set('');
    this.open.update((open) => !open);
  }

  protected search(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.query.set(event.target.value);
  }

  protected choose(values: readonly string[]): void {
    // options that the search hides keep their state
    const hidden = this.multiple()
      ? this.selected().filter((value) => !this.matches().some((o) => o.value === value))
      : [];
    this.selectedChange.emit([...hidden, ...values.filter((value) => !hidden.includes(value))]);
    if (!this.multiple()) this.open.set(false);
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.open.set(false);
  }
}
