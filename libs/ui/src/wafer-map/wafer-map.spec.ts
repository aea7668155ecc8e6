import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { waferGeometry, type WaferMapView } from '@fabwright/charts';
import { beforeEach, describe, expect, it } from 'vitest';
import { WaferMap } from './wafer-map.ts';

const geometry = waferGeometry({
  diameterMm: 300,
  dieWidthMm: 20,
  dieHeightMm: 20,
  minX: -1,
  maxX: 1,
  minY: -1,
  maxY: 1,
});
/** A plus with a hole in its middle: walking must jump over it. */
const view: WaferMapView = {
  dies: { x: [1, -1, 0, 0], y: [0, 0, 1, -1] },
  geometry,
  colouring: {
    kind: 'bin',
    bins: [1, 11, 1, 1],
    slots: new Map([
      [1, 0],
      [11, 1],
    ]),
  },
};

describe('wafer map', () => {
  let fixture: ComponentFixture<WaferMap>;
  const map = (): Element | null => (fixture.nativeElement as HTMLElement).querySelector('svg');
  const press = async (key: string): Promise<void> => {
    map()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    fixture = TestBed.createComponent(WaferMap);
    fixture.componentRef.setInput('view', view);
    fixture.componentRef.setInput('label', 'Wafer 07');
    await fixture.whenStable();
  });

  it('draws one path a colour and carries its label', () => {
    expect(map()?.getAttribute('aria-label')).toBe('Wafer 07');
    expect(map()?.querySelectorAll('path')).toHaveLength(3);
    expect(map()?.hasAttribute('tabindex')).toBe(false);
  });

  it('walks its dies by the arrow keys, over gaps, reads them out and opens one', async () => {
    const opened: number[] = [];
    fixture.componentInstance.dieOpen.subscribe((die) => opened.push(die));
    fixture.componentRef.setInput('interactive', true);
    fixture.componentRef.setInput('dieText', (die: number) => `die ${die}`);
    await fixture.whenStable();
    const live = (fixture.nativeElement as HTMLElement).querySelector('[aria-live]');
    await press('ArrowUp');
    expect(live?.textContent).toBe('die 0');
    // die 0 is the right one; the hole in the middle is no die
    await press('ArrowLeft');
    expect(live?.textContent).toBe('die 1');
    await press('Enter');
    expect(opened).toEqual([1]);
    await press('Escape');
    expect(live?.textContent).toContain('Arrow keys');
  });

  it('turns to a canvas above 20,000 dies', async () => {
    const side = 142;
    const x = Array.from({ length: side * side }, (_, i) => i % side);
    const y = Array.from({ length: side * side }, (_, i) => Math.floor(i / side));
    const many = waferGeometry({ diameterMm: 300, minX: 0, maxX: side - 1, minY: 0, maxY: side - 1 });
    fixture.componentRef.setInput('view', {
      dies: { x, y },
      geometry: many,
      colouring: { kind: 'value', values: x, low: 0, high: side },
    });
    await fixture.whenStable();
    expect((fixture.nativeElement as HTMLElement).querySelector('canvas')).not.toBeNull();
  });
});
