import { DestroyRef, Directive, ElementRef, inject, input, output, signal } from '@angular/core';
import { brushArea, exploreFrame, pointsIn, type ExploreView, type PixelPoint } from '@fabwright/charts';
import type { BrushMode } from './selection.ts';

export interface BrushedPoints {
  readonly indices: readonly number[];
  readonly mode: BrushMode;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const DRAG_FROM_PX = 5;
const MANY = 10;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * Selects points of the chart inside: a drag in the plane takes a rectangle, on the time axis a range; Shift adds, Alt
 * removes. By keyboard: `start()`, then arrows move the open end (Shift by ten), Enter takes, Esc gives up.
 */
@Directive({
  selector: '[fwBrush]',
  exportAs: 'fwBrush',
  host: {
    '[class.fw-brushing]': 'box() !== null',
    '(pointerdown)': 'down($event)',
    '(window:pointermove)': 'move($event)',
    '(window:pointerup)': 'up($event)',
    '(window:pointercancel)': 'cancel()',
  },
})
export class Brush {
  readonly view = input.required<ExploreView | null>({ alias: 'fwBrush' });
  readonly brushed = output<BrushedPoints>();
  /** The rectangle while it is drawn, in px of the host. */
  readonly box = signal<Box | null>(null);
  /** First and open end of a brush by keyboard, as indices of points. */
  readonly range = signal<readonly [anchor: number, end: number] | null>(null);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private begin: PixelPoint | null = null;

  constructor() {
    // before the chart answers the arrows itself
    const listen = (event: KeyboardEvent): void => this.key(event);
    this.host.ownerDocument.addEventListener('keydown', listen, { capture: true });
    inject(DestroyRef).onDestroy(() =>
      this.host.ownerDocument.removeEventListener('keydown', listen, { capture: true }),
    );
  }

  /** From the newest point backwards. */
  start(): void {
    const last = (this.view()?.points.at.length ?? 0) - 1;
    if (last >= 0) this.range.set([last, last]);
  }

  protected down(event: PointerEvent): void {
    const chart = this.chart();
    if (
      event.button !== 0 ||
      !chart ||
      !this.view() ||
      !(event.target instanceof Node) ||
      !chart.contains(event.target)
    )
      return;
    this.begin = pointIn(chart, event);
  }

  protected move(event: PointerEvent): void {
    const chart = this.chart();
    const end = chart && this.begin && pointIn(chart, event);
    if (!chart || !this.begin || !end) return;
    const far = Math.hypot(end.x - this.begin.x, end.y - this.begin.y) >= DRAG_FROM_PX;
    if (!far && !this.box()) return;
    event.preventDefault();
    this.box.set(this.boxOf(chart, this.begin, end));
  }

  protected up(event: PointerEvent): void {
    const [chart, view, begin] = [this.chart(), this.view(), this.begin];
    const drawn = this.box() !== null;
    this.cancel();
    if (!chart || !view || !begin || !drawn) return;
    const size = { widthPx: chart.clientWidth, heightPx: chart.clientHeight };
    const area = brushArea(exploreFrame(view, size), begin, pointIn(chart, event));
    this.brushed.emit({ indices: pointsIn(view.points, area), mode: modeOf(event) });
  }

  protected cancel(): void {
    this.begin = null;
    this.box.set(null);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.cancel();
    const range = this.range();
    if (!range) return;
    if (event.key === 'Enter') this.take(range, event);
    else if (event.key === 'Escape') this.range.set(null);
    else if (!this.moveEnd(range, event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** False when the key is none of the arrows. */
  private moveEnd([anchor, end]: readonly [number, number], { key, shiftKey }: KeyboardEvent): boolean {
    const step = STEPS[key];
    if (step === undefined) return false;
    const most = (this.view()?.points.at.length ?? 1) - 1;
    this.range.set([anchor, Math.max(0, Math.min(most, end + step * (shiftKey ? MANY : 1)))]);
    return true;
  }

  private take([anchor, end]: readonly [number, number], event: KeyboardEvent): void {
    const [from, to] = [Math.min(anchor, end), Math.max(anchor, end)];
    this.range.set(null);
    this.brushed.emit({ indices: Array.from({ length: to - from + 1 }, (_, at) => from + at), mode: modeOf(event) });
  }

  private chart(): HTMLElement | null {
    return this.host.querySelector<HTMLElement>('fw-chart');
  }

  private boxOf(chart: HTMLElement, begin: PixelPoint, end: PixelPoint): Box | null {
    const view = this.view();
    if (!view) return null;
    const frame = exploreFrame(view, { widthPx: chart.clientWidth, heightPx: chart.clientHeight });
    const [outer, inner] = [this.host.getBoundingClientRect(), chart.getBoundingClientRect()];
    const inX = (x: number): number => Math.max(frame.left, Math.min(frame.right, x));
    const inY = (y: number): number => Math.max(frame.top, Math.min(frame.bottom, y));
    const [left, right] = [inX(Math.min(begin.x, end.x)), inX(Math.max(begin.x, end.x))];
    const onAxis = begin.y > frame.bottom;
    const top = onAxis ? frame.top : inY(Math.min(begin.y, end.y));
    const bottom = onAxis ? frame.bottom : inY(Math.max(begin.y, end.y));
    return {
      left: inner.left - outer.left + left,
      top: inner.top - outer.top + top,
      width: right - left,
      height: bottom - top,
    };
  }
}

function pointIn(element: HTMLElement, { clientX, clientY }: MouseEvent): PixelPoint {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function modeOf({ shiftKey, altKey }: { shiftKey: boolean; altKey: boolean }): BrushMode {
  if (altKey) return 'remove';
  return shiftKey ? 'add' : 'replace';
}
