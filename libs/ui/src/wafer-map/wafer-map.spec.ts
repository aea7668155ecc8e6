import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { bitmapFile, chartTheme, diePixels, waferGeometry, type WaferMapView } from '@fabwright/charts';
import { beforeEach, describe, expect, it } from 'vitest';
import { UI_PREFERENCES } from '../preferences.ts';
import type { ChosenDies } from './die-brush.ts';
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

  const walkable = async (): Promise<void> => {
    fixture.componentRef.setInput('interactive', true);
    await fixture.whenStable();
  };

  it('draws one path a colour, carries its label and is in the tab order', async () => {
    await walkable();
    expect(map()?.getAttribute('aria-label')).toBe('Wafer 07');
    expect(map()?.querySelectorAll('path')).toHaveLength(3);
    expect(map()?.getAttribute('tabindex')).toBe('0');
  });

  it('walks its dies by the arrow keys, over gaps, reads them out and opens one', async () => {
    const opened: number[] = [];
    fixture.componentInstance.dieOpen.subscribe((die) => opened.push(die));
    await walkable();
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

  describe('where dies can be chosen', () => {
    const marked: ChosenDies[] = [];
    beforeEach(async () => {
      marked.length = 0;
      fixture.componentInstance.diesChosen.subscribe((chosen) => marked.push(chosen));
      fixture.componentRef.setInput('selectable', true);
      await walkable();
      const svg = map() as SVGElement;
      svg.setPointerCapture = () => undefined;
      // the view box is 303 mm wide: 1 px a mm, the centre at 151.5
      svg.getBoundingClientRect = () => new DOMRect(0, 0, 303, 303);
    });
    const point = async (type: string, x: number, y: number, over: PointerEventInit = {}): Promise<void> => {
      map()?.dispatchEvent(new PointerEvent(type, { clientX: 151.5 + x, clientY: 151.5 - y, bubbles: true, ...over }));
      await fixture.whenStable();
    };
    const drag = async (points: [number, number][], over: PointerEventInit = {}): Promise<void> => {
      const [first = [0, 0], ...rest] = points;
      await point('pointerdown', ...first, over);
      for (const one of rest) await point('pointermove', ...one, over);
      await point('pointerup', ...(rest.at(-1) ?? first), over);
    };

    it('a drag chooses what its rectangle touches; Shift adds, Alt takes away', async () => {
      await drag([
        [-25, -25],
        [5, 5],
      ]);
      // left and down; the corners reach into their column and row
      expect(marked).toEqual([{ dies: [1, 3], mode: 'replace' }]);
      const upper: [number, number][] = [
        [-5, 15],
        [5, 25],
      ];
      await drag(upper, { shiftKey: true });
      await drag(upper, { altKey: true });
      expect(marked.slice(1)).toEqual([
        { dies: [2], mode: 'add' },
        { dies: [2], mode: 'remove' },
      ]);
    });

    it('a lasso chooses the dies whose middle lies inside', async () => {
      fixture.componentRef.setInput('brushShape', 'lasso');
      await fixture.whenStable();
      await drag([
        [-30, 10],
        [-30, -10],
        [-10, -10],
        [30, 30],
        [-10, 30],
      ]);
      expect(marked).toEqual([{ dies: [1, 2], mode: 'replace' }]);
    });

    it('a click chooses one die, and Shift takes it back where it is chosen', async () => {
      await drag([[20, 0]]);
      fixture.componentRef.setInput('view', { ...view, selected: [0] });
      await fixture.whenStable();
      await point('pointermove', 20, 0);
      await drag([[20, 0]], { shiftKey: true });
      expect(marked).toEqual([
        { dies: [0], mode: 'replace' },
        { dies: [0], mode: 'remove' },
      ]);
    });

    it('keys do the same: Space one die, Shift with arrows a rectangle', async () => {
      await press('ArrowUp');
      await press(' ');
      map()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', shiftKey: true, bubbles: true }));
      await fixture.whenStable();
      expect(marked).toEqual([
        { dies: [0], mode: 'add' },
        { dies: [0, 1], mode: 'add' },
      ]);
      expect((fixture.nativeElement as HTMLElement).textContent).not.toContain('Enter');
    });

    it('Escape ends what is being drawn and chooses nothing', async () => {
      await point('pointerdown', -25, -25);
      await point('pointermove', 5, 5);
      await press('Escape');
      await point('pointerup', 5, 5);
      expect(marked).toEqual([]);
    });
  });

  it('turns to a canvas above 20,000 dies, and is walked all the same', async () => {
    const side = 142;
    const x = Array.from({ length: side * side }, (_, i) => i % side);
    const y = Array.from({ length: side * side }, (_, i) => Math.floor(i / side));
    const many = waferGeometry({ diameterMm: 300, minX: 0, maxX: side - 1, minY: 0, maxY: side - 1 });
    fixture.componentRef.setInput('view', {
      dies: { x, y },
      geometry: many,
      colouring: { kind: 'value', values: x, low: 0, high: side },
    });
    await walkable();
    const canvas = (fixture.nativeElement as HTMLElement).querySelector('canvas');
    expect(canvas?.getAttribute('tabindex')).toBe('0');
  });
});

describe('a wafer map among many', () => {
  const theme = signal<'light' | 'dark'>('light');
  let files: Map<string, Blob>;
  let fixture: ComponentFixture<WaferMap>;
  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const image = (): HTMLImageElement | null => element().querySelector('img');

  beforeEach(async () => {
    files = new Map();
    let count = 0;
    Object.assign(URL, {
      createObjectURL: (file: Blob) => {
        count += 1;
        files.set(`blob:${count}`, file);
        return `blob:${count}`;
      },
      revokeObjectURL: (url: string) => files.delete(url),
    });
    theme.set('light');
    TestBed.configureTestingModule({
      providers: [{ provide: UI_PREFERENCES, useValue: { theme, language: signal('en') } }],
    });
    fixture = TestBed.createComponent(WaferMap);
    fixture.componentRef.setInput('view', view);
    fixture.componentRef.setInput('label', 'Wafer 07');
    fixture.componentRef.setInput('size', 84);
    fixture.componentRef.setInput('asImage', true);
    await fixture.whenStable();
  });

  /** jsdom's blobs can't be read by themselves. */
  const shown = (): Promise<Uint8Array> =>
    new Promise((read) => {
      const reader = new FileReader();
      reader.onload = () => read(new Uint8Array(reader.result as ArrayBuffer));
      reader.readAsArrayBuffer(files.get(image()?.src ?? '') ?? new Blob());
    });
  const expected = (name: 'light' | 'dark', density: number): Uint8Array =>
    bitmapFile(diePixels(view, chartTheme(name), { sizePx: 84, density }), 84 * density);

  it('is one image of its dies with its label, out of the tab order', async () => {
    expect(image()?.alt).toBe('Wafer 07');
    expect(element().querySelector('[tabindex]')).toBeNull();
    // the rim alone
    expect(element().querySelectorAll('path')).toHaveLength(1);
    expect(await shown()).toEqual(expected('light', 1));
  });

  it('is paths at once where it is not among many, and where it is walked', async () => {
    for (const input of ['asImage', 'interactive']) {
      fixture.componentRef.setInput('asImage', input !== 'asImage');
      fixture.componentRef.setInput('interactive', input === 'interactive');
      await fixture.whenStable();
      expect(image()).toBeNull();
      expect(element().querySelectorAll('path')).toHaveLength(3);
    }
    expect(files.size).toBe(0);
  });

  it('follows the theme, and gives the image before back', async () => {
    theme.set('dark');
    await fixture.whenStable();
    expect(await shown()).toEqual(expected('dark', 1));
    expect(files.size).toBe(1);
    fixture.destroy();
    expect(files.size).toBe(0);
  });

  it('outlines the dies that are chosen', async () => {
    fixture.componentRef.setInput('view', { ...view, selected: [0] });
    await fixture.whenStable();
    expect(element().querySelector('.selection')?.getAttribute('d')).not.toBe('');
  });

  it('is paths, which are finer, by the time the browser prints, and an image after', async () => {
    dispatchEvent(new Event('beforeprint'));
    expect(element().querySelector('svg')?.getAttribute('aria-label')).toBe('Wafer 07');
    expect(element().querySelectorAll('path')).toHaveLength(3);
    expect(element().querySelector('img, [tabindex]')).toBeNull();
    dispatchEvent(new Event('afterprint'));
    expect(await shown()).toEqual(expected('light', 1));
  });
});
