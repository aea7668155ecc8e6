import { signal } from '@angular/core';
import { diesInLasso, diesInRectangle, type MapPoint, type WaferMapView } from '@fabwright/charts';

export type BrushShape = 'rectangle' | 'lasso';

/** Shift adds to what is chosen, Alt takes away; alone, the dies take its place. */
export type ChoiceMode = 'replace' | 'add' | 'remove';

/** Dies that a person marked on a map, as indices. */
export interface ChosenDies {
  readonly dies: readonly number[];
  readonly mode: ChoiceMode;
}

export interface Modifiers {
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function choiceMode({ shiftKey, altKey }: Modifiers): ChoiceMode {
  if (altKey) return 'remove';
  return shiftKey ? 'add' : 'replace';
}

/** A press that moves less than this, in px, is a click. */
const CLICK_PX = 4;

/** What is being drawn over a map. */
export class DieBrush {
  private points: MapPoint[] = [];
  private shape: BrushShape = 'rectangle';
  /** Outline in the map's millimetres; empty while nothing is drawn. */
  readonly outline = signal('');

  get active(): boolean {
    return this.points.length > 0;
  }

  begin(point: MapPoint, shape: BrushShape): void {
    this.points = [point];
    this.shape = shape;
  }

  /** `mmPerPx` tells a drag from a hand that trembles. */
  move(point: MapPoint, mmPerPx: number): void {
    const [start] = this.points;
    if (!start) return;
    const moved = Math.hypot(point.x - start.x, point.y - start.y) / mmPerPx;
    if (this.outline() === '' && moved < CLICK_PX) return;
    if (this.shape === 'lasso') this.points.push(point);
    else this.points = [start, point];
    this.outline.set(this.path());
  }

  /** The dies inside; null where it was a click. */
  end(view: WaferMapView): number[] | null {
    const drawn = this.outline() !== '';
    const [from, to] = [this.points[0], this.points.at(-1)];
    const { dies, geometry } = view;
    const lasso = this.shape === 'lasso' ? [...this.points] : null;
    this.cancel();
    if (!drawn || !from || !to) return null;
    return lasso ? diesInLasso(dies, geometry, lasso) : diesInRectangle(dies, geometry, from, to);
  }

  cancel(): void {
    this.points = [];
    this.outline.set('');
  }

  private path(): string {
    const [from, to] = [this.points[0], this.points.at(-1)];
    if (!from || !to) return '';
    if (this.shape === 'lasso') return `M${this.points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
    return `M${from.x} ${from.y}H${to.x}V${to.y}H${from.x}Z`;
  }
}
