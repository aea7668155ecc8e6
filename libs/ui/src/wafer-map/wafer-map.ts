import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { chartTheme, dieCorner, dieLookup, dieUnder, drawWafer, type WaferMapView } from '@fabwright/charts';
import { UI_PREFERENCES } from '../preferences.ts';
import { injectUiWords } from '../words/ui-words.ts';
import { paintWafer } from './paint-wafer.ts';

/** Above this many dies a canvas is faster than a path. */
const CANVAS_FROM_DIES = 20_000;

/**
 * A wafer map. Small and silent by default, as in a gallery; with `interactive` the pointer and the arrow keys walk
 * its dies and Enter opens one.
 */
@Component({
  selector: 'fw-wafer-map',
  templateUrl: './wafer-map.html',
  styleUrl: './wafer-map.css',
  host: { '[style.inline-size.px]': 'size()', '[style.block-size.px]': 'size()' },
})
export class WaferMap {
  readonly view = input.required<WaferMapView>();
  /** Edge of the square in px. */
  readonly size = input(120);
  /** E.g. "Wafer 07, final yield 92.4 %". */
  readonly label = input.required<string>();
  readonly interactive = input(false);
  /** What is read at a die: coordinates, bin, value. */
  readonly dieText = input<(die: number) => string>();
  readonly dieHover = output<number | null>();
  readonly dieOpen = output<number>();

  protected readonly words = injectUiWords();
  private readonly preferences = inject(UI_PREFERENCES);
  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('canvas');
  protected readonly drawing = computed(() => drawWafer(this.view(), this.size()));
  protected readonly onCanvas = computed(() => this.view().dies.x.length > CANVAS_FROM_DIES);
  private readonly find = computed(() => dieLookup(this.view().dies));
  /** Index of the die under the pointer or the keys. */
  protected readonly active = linkedSignal<WaferMapView, number | null>({
    source: this.view,
    computation: (view, previous) => keptDie(previous?.value ?? null, view.dies.x.length),
  });
  protected readonly activePath = computed(() => {
    const die = this.active();
    return die === null ? '' : drawWafer({ ...this.view(), selected: [die] }, this.size()).selection;
  });
  protected readonly readout = computed(() => {
    const die = this.active();
    return die === null ? '' : (this.dieText()?.(die) ?? '');
  });
  protected readonly readoutPlace = computed(() => this.placeOf(this.active()));

  constructor() {
    effect(() => {
      const canvas = this.canvas()?.nativeElement;
      if (canvas) paintWafer(canvas, this.drawing(), chartTheme(this.preferences.theme()), this.size());
    });
  }

  protected point(event: PointerEvent): void {
    if (!this.interactive() || !(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [left = 0, top = 0, extent = 0] = this.drawing().viewBox.split(' ').map(Number);
    const x = left + ((event.clientX - box.left) / box.width) * extent;
    const y = top + ((event.clientY - box.top) / box.height) * extent;
    const under = dieUnder(this.view().geometry, x, y);
    this.activate(this.find()(under.x, under.y) ?? null);
  }

  protected leave(): void {
    if (this.interactive()) this.activate(null);
  }

  protected press(): void {
    const die = this.active();
    if (this.interactive() && die !== null) this.dieOpen.emit(die);
  }

  protected onKey(event: KeyboardEvent): void {
    if (!this.interactive()) return;
    const steps: Record<string, readonly [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    };
    const step = steps[event.key];
    if (step) this.walk(step);
    else if (event.key === 'Enter') this.press();
    else if (event.key === 'Escape') this.activate(null);
    else return;
    event.preventDefault();
  }

  /** One die further; over gaps to the next die in that direction. */
  private walk([dx, dy]: readonly [number, number]): void {
    const { dies, geometry } = this.view();
    const current = this.active();
    if (current === null) {
      const middle = this.find()(Math.round(geometry.centreX), Math.round(geometry.centreY));
      this.activate(middle ?? (dies.x.length > 0 ? 0 : null));
      return;
    }
    let [x, y] = [dies.x[current] ?? 0, dies.y[current] ?? 0];
    const reach = geometry.diameterMm / Math.min(geometry.dieWidthMm, geometry.dieHeightMm);
    for (let steps = 0; steps < reach; steps++) {
      x += dx;
      y += dy;
      const next = this.find()(x, y);
      if (next !== undefined) {
        this.activate(next);
        return;
      }
    }
  }

  private activate(die: number | null): void {
    if (die === this.active()) return;
    this.active.set(die);
    this.dieHover.emit(die);
  }

  /** Beside the die, inside the map's square: in per cent. */
  private placeOf(die: number | null): { left: number; top: number } {
    if (die === null) return { left: 0, top: 0 };
    const { dies, geometry } = this.view();
    const [origin = 0, , extent = 1] = this.drawing().viewBox.split(' ').map(Number);
    const { left, top } = dieCorner(geometry, dies.x[die] ?? 0, dies.y[die] ?? 0);
    return { left: ((left - origin) / extent) * 100, top: ((top + geometry.dieHeightMm - origin) / extent) * 100 };
  }
}

/** Another colouring of the same wafer keeps the die; a smaller wafer may not have it. */
function keptDie(die: number | null, count: number): number | null {
  return die !== null && die < count ? die : null;
}
