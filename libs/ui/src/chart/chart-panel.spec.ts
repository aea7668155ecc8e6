import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { numberCell, textCell } from '@fabwright/charts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UI_PREFERENCES } from '../preferences.ts';
import { ChartPanel } from './chart-panel.ts';

/** jsdom's blobs can't be read by themselves. */
function textOf(blob: Blob = new Blob()): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsText(blob);
  });
}

/** The first chart of all loads its engine, and the first drawing that is saved another. */
const AS_LONG_AS_IT_TAKES = { timeout: 20_000 };

describe('chart panel', { timeout: 30_000 }, () => {
  const singleKeys = signal(true);
  let fixture: ComponentFixture<ChartPanel>;
  let saved: { blob: Blob; name: string }[];

  beforeEach(async () => {
    singleKeys.set(true);
    saved = [];
    let last: Blob | undefined;
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        last = blob;
        return 'blob:x';
      },
      revokeObjectURL: vi.fn(),
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (last) saved.push({ blob: last, name: this.download });
    });
    TestBed.configureTestingModule({
      providers: [
        {
          provide: UI_PREFERENCES,
          useValue: {
            theme: signal('dark'),
            language: signal('en'),
            singleKeys,
            exportNotes: () => ['As of: 24 Nov 2026, 05:36', 'View: http://fab/overview?p=K7'],
          },
        },
      ],
    });
    fixture = TestBed.createComponent(ChartPanel);
    const inputs = {
      heading: 'Yield loss by soft bin',
      caption: 'pp of gross dies, W48',
      build: () => ({}),
      label: 'Losses',
      fileName: 'loss',
      notes: ['Product: K7'],
      table: {
        caption: 'Losses',
        columns: [
          { label: 'Bin', numeric: false },
          { label: 'Loss (pp)', numeric: true },
        ],
        rows: [[textCell('Contact chain open'), numberCell(1.0612, (value) => value.toFixed(2))]],
      },
    };
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    document.body.append(host());
    await fixture.whenStable();
  });

  afterEach(() => {
    host().remove();
    document.querySelectorAll('.cdk-overlay-container').forEach((overlay) => overlay.remove());
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const host = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const press = async (key: string): Promise<void> => {
    const from = document.activeElement && host().contains(document.activeElement) ? document.activeElement : host();
    from.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await fixture.whenStable();
  };
  const choose = async (at: number): Promise<void> => {
    await vi.waitFor(() => expect(host().querySelector('fw-chart svg, table')).not.toBeNull(), AS_LONG_AS_IT_TAKES);
    const menu = (): NodeListOf<HTMLElement> => document.querySelectorAll<HTMLElement>('[role="menuitem"]');
    await vi.waitFor(async () => {
      // a trigger that was made this moment tells its menu that nobody has the focus, which closes it: press once more
      if (menu().length === 0) await press('e');
      expect(menu()).toHaveLength(4);
    }, AS_LONG_AS_IT_TAKES);
    menu()[at]?.click();
    await vi.waitFor(() => expect(saved).toHaveLength(1), AS_LONG_AS_IT_TAKES);
  };

  it('turns to the same values as a table and back, without losing the focus', async () => {
    host().querySelector<HTMLElement>('[role="img"]')?.focus();
    await press('t');
    expect(host().querySelector('td')?.textContent).toBe('Contact chain open');
    expect(host().contains(document.activeElement)).toBe(true);
    await press('t');
    expect(host().querySelector('table')).toBeNull();
  });

  it('leaves single keys to those who want them', async () => {
    singleKeys.set(false);
    await press('t');
    expect(host().querySelector('table')).toBeNull();
  });

  it('exports exactly the drawn values, under lines that say what and as of when', async () => {
    await choose(2);
    expect(saved[0]?.name).toBe('loss.csv');
    expect((await textOf(saved[0]?.blob)).split('\r\n')).toEqual([
      '# Yield loss by soft bin',
      '"# pp of gross dies, W48"',
      '# Product: K7',
      '"# As of: 24 Nov 2026, 05:36"',
      '# View: http://fab/overview?p=K7',
      'Bin,Loss (pp)',
      'Contact chain open,1.0612',
      '',
    ]);
  });

  it('exports them as Parquet too', async () => {
    // jsdom brings a Uint8Array of its own, which the bytes of TextEncoder are none of
    vi.stubGlobal('Uint8Array', new TextEncoder().encode('').constructor);
    await choose(3);
    expect(saved[0]?.name).toBe('loss.parquet');
    expect((await textOf(saved[0]?.blob)).slice(0, 4)).toBe('PAR1');
  });

  it('exports the drawing also while the table is shown, in the size on the screen', async () => {
    await press('t');
    const table = host().querySelector('fw-chart-table-view');
    Object.defineProperties(table, { clientWidth: { value: 600 }, clientHeight: { value: 280 } });
    await choose(1);
    expect(saved[0]?.name).toBe('loss.svg');
    expect(await textOf(saved[0]?.blob)).toMatch(/^<svg width="600" height="280"/);
  });
});
