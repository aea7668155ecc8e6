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
import {
  chartTheme,
  diesInRectangle,
  dieCorner,
  dieLookup,
  dieUnder,
  drawMarks,
  drawWafer,
  type MapPoint,
  type WaferMapView,
} from '@fabwright/charts';
import { UI_PREFERENCES } from '../preferences.ts';
import { injectUiWords } from '../words/ui-words.ts';
import { choiceMode, DieBrush, type BrushShape, type ChosenDies, type Modifiers } from './die-brush.ts';
import { imageOfDies, paintWafer } from './paint-wafer.ts';
import { ScreenOrPaper } from './screen-or-paper.ts';

/** Above this many dies a canvas is faster than a path. */
const CANVAS_FROM_DIES = 20_000;

/**
 * A wafer map. Small and silent by default, as in a gallery; with `interactive` the pointer and the arrow keys walk
 * its dies and Enter opens one. With `selectable` besides, a drag, a click, Space, or Shift and an arrow key choose dies.
 *
 * Its dies are paths, or with `asImage`, while it is still, an image: paths the browser would draw die by die for every
 * strip of a page that scrolls, and of each canvas it makes a layer. An image is there a moment later, and on paper paths
 * are finer.
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
  /** One of many on a page that scrolls. */
  readonly asImage = input(false);
  /** Dies can be chosen; `view.selected` says which are. */
  readonly selectable = input(false);
  /** What a drag draws. */
  readonly brushShape = input<BrushShape>('rectangle');
  /** What is read at a die: coordinates, bin, value. */
  readonly dieText = input<(die: number) => string>();
  readonly dieHover = output<number | null>();
  readonly dieOpen = output<number>();
  readonly diesChosen = output<ChosenDies>();

  protected readonly words = injectUiWords();
  private readonly preferences = inject(UI_PREFERENCES);
  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly image = viewChild<ElementRef<HTMLImageElement>>('image');
  private readonly surface = inject(ScreenOrPaper);
  protected readonly drawing = computed(() => drawWafer(this.view(), this.size()));
  protected readonly marks = computed(() => drawMarks(this.view(), this.size()));
  protected readonly isImage = computed(() => this.asImage() && !this.interactive() && !this.surface.onPaper());
  protected readonly onCanvas = computed(() => this.view().dies.x.length > CANVAS_FROM_DIES);
  private readonly find = computed(() => dieLookup(this.view().dies));
  /** Index of the die under the pointer or the keys. */
  protected readonly active = linkedSignal<WaferMapView, number | null>({
    source: this.view,
    computation: (view, previous) => keptDie(previous?.value ?? null, view.dies.x.length),
  });
  protected readonly activePath = computed(() => {
    const die = this.active();
    return die === null ? '' : drawMarks({ ...this.view(), selected: [die] }, this.size()).selection;
  });
  protected readonly readout = computed(() => {
    const die = this.active();
    return die === null ? '' : (this.dieText()?.(die) ?? '');
  });
  protected readonly brush = new DieBrush();
  /** Where a rectangle by keys began. */
  private anchor: number | null = null;
  protected readonly readoutPlace = computed(() => this.placeOf(this.active()));

  constructor() {
    const painted = computed(() => ({ sizePx: this.size(), density: this.surface.density() }));
    const theme = computed(() => chartTheme(this.preferences.theme()));
    effect(() => {
      const canvas = this.canvas()?.nativeElement;
      if (canvas) paintWafer(canvas, this.view(), this.marks(), theme(), painted());
    });
    effect((onCleanup) => {
      const image = this.image()?.nativeElement;
      if (!image) return;
      const url = URL.createObjectURL(imageOfDies(this.view(), theme(), painted()));
      image.src = url;
      onCleanup(() => URL.revokeObjectURL(url));
    });
  }

  protected point(event: PointerEvent): void {
    if (!this.interactive() || !(event.currentTarget instanceof Element)) return;
    const { x, y, mmPerPx } = this.placeUnder(event, event.currentTarget);
    const under = dieUnder(this.view().geometry, x, y);
    this.activate(this.find()(under.x, under.y) ?? null);
    if (this.brush.active) this.brush.move({ x, y }, mmPerPx);
  }

  protected hold(event: PointerEvent): void {
    if (!this.selectable() || event.button !== 0 || !(event.currentTarget instanceof Element)) return;
    // a finger comes without having pointed before
    this.point(event);
    // and scrolls: it chooses die by die
    if (event.pointerType !== 'touch') event.currentTarget.setPointerCapture(event.pointerId);
    this.brush.begin(this.placeUnder(event, event.currentTarget), this.brushShape());
  }

  protected release(event: PointerEvent): void {
    if (!this.brush.active) return;
    const inside = this.brush.end(this.view());
    if (inside) this.diesChosen.emit({ dies: inside, mode: choiceMode(event) });
    else this.chooseActive(event);
  }

  private placeUnder(event: PointerEvent, map: Element): MapPoint & { readonly mmPerPx: number } {
    const box = map.getBoundingClientRect();
    const [left = 0, top = 0, extent = 0] = this.marks().viewBox.split(' ').map(Number);
    const mmPerPx = extent / box.width;
    return { x: left + (event.clientX - box.left) * mmPerPx, y: top + (event.clientY - box.top) * mmPerPx, mmPerPx };
  }

  /** One die: what is chosen already is taken away by the key that adds. */
  private chooseActive(event: Modifiers): void {
    const die = this.active();
    if (die === null) return;
    const isChosen = this.view().selected?.includes(die) ?? false;
    const mode = choiceMode(event);
    this.diesChosen.emit({ dies: [die], mode: mode === 'add' && isChosen ? 'remove' : mode });
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
    if (step) this.step(step, event.shiftKey);
    else if (!this.act(event)) return;
    event.preventDefault();
  }

  /** Whether the key means something. */
  private act({ key, altKey }: KeyboardEvent): boolean {
    // another Escape is the page's: it takes back what is chosen
    if (key === 'Escape' && this.active() === null && !this.brush.active) return false;
    if (key === 'Escape') {
      this.brush.cancel();
      this.activate(null);
    } else if (key === 'Enter') this.press();
    else if (key === ' ' && this.selectable()) this.chooseActive({ shiftKey: true, altKey });
    else return false;
    return true;
  }

  /** With Shift, the rectangle from where it was first pressed is added. */
  private step(step: readonly [number, number], extend: boolean): void {
    if (!extend || !this.selectable()) this.anchor = null;
    else this.anchor ??= this.active();
    this.walk(step);
    const [from, to] = [this.anchor, this.active()];
    if (from === null || to === null) return;
    const { dies, geometry } = this.view();
    this.diesChosen.emit({
      dies: diesInRectangle(dies, geometry, this.middleOf(from), this.middleOf(to)),
      mode: 'add',
    });
  }

  private middleOf(die: number): MapPoint {
    const { dies, geometry } = this.view();
    const { left, top } = dieCorner(geometry, dies.x[die] ?? 0, dies.y[die] ?? 0);
    return { x: left + geometry.dieWidthMm / 2, y: top + geometry.dieHeightMm / 2 };
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
    const [origin = 0, , extent = 1] = this.marks().viewBox.split(' ').map(Number);
    const { left, top } = dieCorner(geometry, dies.x[die] ?? 0, dies.y[die] ?? 0);
    return { left: ((left - origin) / extent) * 100, top: ((top + geometry.dieHeightMm - origin) / extent) * 100 };
  }
}

/** Another colouring of the same wafer keeps the die; a smaller wafer may not have it. */
function keptDie(die: number | null, count: number): number | null {
  return die !== null && die < count ? die : null;
}
