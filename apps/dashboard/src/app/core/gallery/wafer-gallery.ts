import { Component, computed, ElementRef, inject, input, linkedSignal, output } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';
import type { WaferMapView } from '@fabwright/charts';
import { Badge, WaferMap } from '@fabwright/ui';
import { extended, nextTile, toggled, type WaferSelection } from '../selection/wafer-selection.ts';

/** One wafer of the gallery; every text is ready to be read. */
export interface GalleryTile {
  /** What a selection holds: unique among the tiles. */
  readonly key: string;
  readonly lotId: string;
  readonly waferId: string;
  /** Above the name, where wafers of several lots stand side by side. */
  readonly lot?: string;
  /** "Slot 7", or the wafer's id where the slot is unknown. */
  readonly name: string;
  readonly value: string;
  readonly belowFloor: boolean;
  /** The largest loss. */
  readonly note: string;
  /** "Excluded", "Incomplete". */
  readonly badge: string | null;
  /** The whole tile as one sentence. */
  readonly label: string;
  readonly title: string;
  /** Null until its map is here. */
  readonly view: WaferMapView | null;
}

const MAP_PX = 84;
/** More maps than a lot has scroll smoothly as images only; so many paths are on the screen sooner. */
const MOST_PATHS = 50;

/**
 * Wafers side by side. A tile opens its wafer; its box, Space, Shift with click or arrows select. One tile is in the
 * tab order. Tiles out of sight are laid out as well: to skip them would have the browser sort its layers anew in every
 * frame of a scroll.
 */
@Component({
  selector: 'fw-wafer-gallery',
  imports: [Badge, RouterLink, WaferMap],
  host: { '(keydown)': 'onKey($event)' },
  template: `
    <ul [attr.aria-label]="label()">
      @for (tile of tiles(); track tile.key; let index = $index) {
        <li [class.selected]="chosen().has(tile.key)" [class.out]="tile.badge !== null" [title]="tile.title">
          <a
            [routerLink]="['/lots', tile.lotId, 'wafers', tile.waferId]"
            [queryParams]="waferParams()"
            [tabindex]="index === active() ? 0 : -1"
            [attr.aria-label]="tile.label"
            (click)="press($event, index)"
            (focus)="active.set(index)"
          >
            @if (tile.view; as view) {
              <fw-wafer-map
                [view]="view"
                [size]="mapPx"
                [label]="tile.label"
                [asImage]="areImages()"
                aria-hidden="true"
              />
            } @else {
              <span class="blank"></span>
            }
            <span class="text">
              <!-- a space after each: what is said has to hold the words that are seen -->
              @if (tile.lot; as lot) {
                <span class="name fw-id">{{ lot }} </span>
              }
              <span class="name">{{ tile.name }} </span>
              <strong [class.low]="tile.belowFloor">{{ tile.value }} </strong>
              <span class="note">{{ tile.note }} </span>
              @if (tile.badge; as badge) {
                <fw-badge status="outline">{{ badge }}</fw-badge>
              }
            </span>
          </a>
          <label class="box">
            <input
              type="checkbox"
              tabindex="-1"
              [attr.aria-label]="selectWord() + ' ' + (tile.lot ? tile.lot + ' ' : '') + tile.name"
              [checked]="chosen().has(tile.key)"
              (click)="check($event, index)"
            />
          </label>
        </li>
      }
    </ul>
  `,
  styleUrl: './wafer-gallery.css',
})
export class WaferGallery {
  readonly tiles = input.required<readonly GalleryTile[]>();
  /** Keys of all wafers in the order in which a selection is kept. */
  readonly known = input.required<readonly string[]>();
  readonly selection = input.required<WaferSelection>();
  readonly label = input.required<string>();
  readonly selectWord = input.required<string>();
  /** What a wafer's page takes over from this one. */
  readonly waferParams = input<Params>({});
  readonly selectionChange = output<WaferSelection>();

  protected readonly mapPx = MAP_PX;
  protected readonly areImages = computed(() => this.tiles().length > MOST_PATHS);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly chosen = computed(() => new Set(this.selection()));
  private readonly shown = computed(() => this.tiles().map(({ key }) => key));
  /** The tile in the tab order stays with its wafer when the order changes. */
  protected readonly active = linkedSignal<readonly string[], number>({
    source: this.shown,
    computation: (shown, previous) => Math.max(0, previous ? shown.indexOf(previous.source[previous.value] ?? '') : 0),
  });
  private anchor = 0;

  /** Focus to the tile in the tab order, or by some tiles from it. */
  focusBy(steps: number): void {
    const count = this.tiles().length;
    if (count === 0) return;
    const inside = this.element.nativeElement.contains(document.activeElement);
    this.focusTile(Math.max(0, Math.min(count - 1, this.active() + (inside ? steps : 0))));
  }

  protected press(event: MouseEvent, index: number): void {
    if (!event.shiftKey) return;
    // the browser would open a window
    event.preventDefault();
    this.extendTo(index);
  }

  protected check(event: MouseEvent, index: number): void {
    if (event.shiftKey) this.extendTo(index);
    else this.toggle(index);
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ') this.toggle(this.active());
    else if (event.key === 'Escape' && this.selection().length > 0) this.selectionChange.emit([]);
    else if (!this.walk(event)) return;
    event.preventDefault();
  }

  private walk(event: KeyboardEvent): boolean {
    const from = this.active();
    const target = nextTile(event.key, from, this.tiles().length, this.columns());
    if (target === null) return false;
    this.focusTile(target);
    if (event.shiftKey) this.extendTo(target, from);
    else this.anchor = target;
    return true;
  }

  private toggle(index: number): void {
    this.anchor = index;
    this.selectionChange.emit(toggled(this.selection(), this.shown()[index] ?? '', this.known()));
  }

  private extendTo(index: number, from = this.anchor): void {
    if (this.selection().length === 0) this.anchor = from;
    this.selectionChange.emit(extended(this.selection(), this.shown(), this.anchor, index, this.known()));
  }

  private focusTile(index: number): void {
    this.active.set(index);
    this.element.nativeElement.querySelectorAll<HTMLElement>('li > a')[index]?.focus();
  }

  /** As many as stand in the first row now. */
  private columns(): number {
    const tiles = [...this.element.nativeElement.querySelectorAll<HTMLElement>('li')];
    const top = tiles[0]?.offsetTop;
    const firstBelow = tiles.findIndex(({ offsetTop }) => offsetTop !== top);
    return firstBelow === -1 ? tiles.length : firstBelow;
  }
}
