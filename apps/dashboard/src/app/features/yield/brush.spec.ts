import { Component, signal, viewChild } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { exploreFrame, type ExploreView } from '@fabwright/charts';
import { beforeEach, describe, expect, it } from 'vitest';
import { Brush, type BrushedPoints } from './brush.ts';

const SIZE = { widthPx: 900, heightPx: 330 };
const DAY = 86_400_000;
const values = [0.9, 0.95, 0.85, 0.92];
const view: ExploreView = {
  measure: { name: 'Final yield', unit: '', isFraction: true },
  by: 'lot',
  calendar: { zone: 'UTC' },
  groups: [{ label: '', lots: 4, value: 0.9 }],
  points: {
    key: values.map((_, at) => `L${at}`),
    group: values.map(() => 0),
    at: values.map((_, at) => at * DAY),
    value: values,
    wafers: values.map(() => 25),
  },
  limits: [],
  statisticalLimits: [],
  reasons: [],
  events: [],
  notes: [],
  floor: null,
  target: null,
  selected: null,
  highlight: null,
};

@Component({
  selector: 'fw-brushed-chart',
  imports: [Brush],
  template: `<div [fwBrush]="view()" (brushed)="taken.push($event)"><p class="chart"></p></div>`,
})
class BrushedChart {
  readonly view = signal<ExploreView | null>(view);
  readonly brush = viewChild.required(Brush);
  readonly taken: BrushedPoints[] = [];
}

describe('a brush over a chart', () => {
  let fixture: ComponentFixture<BrushedChart>;
  let chart: HTMLElement;

  beforeEach(() => {
    fixture = TestBed.createComponent(BrushedChart);
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    // the drawing itself is another component's matter: only its place counts
    chart = document.createElement('fw-chart');
    Object.defineProperties(chart, {
      clientWidth: { value: SIZE.widthPx },
      clientHeight: { value: SIZE.heightPx },
    });
    host.querySelector('.chart')?.append(chart);
  });

  const frame = exploreFrame(view, SIZE);
  const x = (day: number): number =>
    frame.left + ((day * DAY - frame.from) / (frame.to - frame.from)) * (frame.right - frame.left);
  const pointer = (
    type: string,
    target: EventTarget,
    clientX: number,
    clientY: number,
    init: MouseEventInit = {},
  ): void => {
    target.dispatchEvent(
      new MouseEvent(type, { clientX, clientY, button: 0, bubbles: true, cancelable: true, ...init }),
    );
  };
  const drag = (from: number, to: number, init: MouseEventInit = {}): void => {
    pointer('pointerdown', chart, x(from), frame.bottom + 8);
    pointer('pointermove', window, x(to), frame.bottom + 8);
    pointer('pointerup', window, x(to), frame.bottom + 8, init);
  };
  const press = (key: string, init: KeyboardEventInit = {}): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
    document.body.dispatchEvent(event);
    return event;
  };

  it('takes the points between begin and end; Shift adds, Alt removes', () => {
    drag(0.5, 2.5);
    drag(2.5, 0.5, { shiftKey: true });
    drag(0.5, 2.5, { altKey: true });
    expect(fixture.componentInstance.taken).toEqual([
      { indices: [1, 2], mode: 'replace' },
      { indices: [1, 2], mode: 'add' },
      { indices: [1, 2], mode: 'remove' },
    ]);
  });

  it('hides what the chart says of the point under the pointer only while it is drawn', () => {
    const isDrawn = (): boolean => {
      fixture.detectChanges();
      return (fixture.nativeElement as HTMLElement).querySelector('.fw-brushing')?.contains(chart) ?? false;
    };
    pointer('pointerdown', chart, x(0.5), frame.bottom + 8);
    expect(isDrawn()).toBe(false);
    pointer('pointermove', window, x(2.5), frame.bottom + 8);
    expect(isDrawn()).toBe(true);
    pointer('pointerup', window, x(2.5), frame.bottom + 8);
    expect(isDrawn()).toBe(false);
  });

  it('leaves a click to the mark under it', () => {
    drag(1, 1);
    expect(fixture.componentInstance.taken).toEqual([]);
  });

  it('goes by keyboard: arrows move the open end, Enter takes, Esc gives up', () => {
    const { brush } = fixture.componentInstance;
    expect(press('ArrowLeft').defaultPrevented).toBe(false);
    brush().start();
    press('ArrowLeft');
    press('ArrowLeft');
    expect(press('Enter').defaultPrevented).toBe(true);
    brush().start();
    press('Escape');
    press('Enter');
    brush().start();
    press('ArrowLeft', { shiftKey: true });
    press('Enter');
    expect(fixture.componentInstance.taken.map(({ indices }) => indices)).toEqual([
      [1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });
});
