import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Panel, type PanelState } from './panel.ts';

describe('panel', () => {
  let fixture: ComponentFixture<Panel>;
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent;
  const show = async (state: PanelState): Promise<void> => {
    fixture.componentRef.setInput('state', state);
    TestBed.tick();
    await Promise.resolve();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    fixture = TestBed.createComponent(Panel);
    fixture.componentRef.setInput('heading', 'Final yield');
    TestBed.tick();
  });
  afterEach(() => vi.useRealTimers());

  it('shows no placeholder for fast answers, a shape after 300 ms, and words after 3 s', async () => {
    const shape = (): Element | null => (fixture.nativeElement as HTMLElement).querySelector('.shape');
    await show({ kind: 'loading' });
    vi.advanceTimersByTime(200);
    TestBed.tick();
    expect(shape()).toBeNull();
    vi.advanceTimersByTime(150);
    TestBed.tick();
    expect(shape()).not.toBeNull();
    expect(text()).not.toContain('Still computing');
    vi.advanceTimersByTime(3000);
    TestBed.tick();
    expect(text()).toContain('Still computing');
  });

  it('starts waiting anew for the next computation', async () => {
    await show({ kind: 'loading' });
    vi.advanceTimersByTime(3500);
    await show({ kind: 'ready' });
    await show({ kind: 'loading' });
    expect(text()).not.toContain('Still computing');
  });

  it('says what failed, offers to try again, and gives the id to copy', async () => {
    const retried = vi.fn();
    fixture.componentInstance.retry.subscribe(retried);
    await show({ kind: 'error', heading: 'Timed out after 60 s', correlationId: '4f1c-92ab' });
    expect(text()).toContain('Timed out after 60 s');
    expect(text()).toContain('4f1c-92ab');
    (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
    expect(retried).toHaveBeenCalledOnce();
  });

  it('keeps stale values on screen beside their age', async () => {
    await show({ kind: 'stale', text: 'Stale, 9 h' });
    expect((fixture.nativeElement as HTMLElement).querySelector('fw-badge')?.textContent).toContain('Stale, 9 h');
    expect((fixture.nativeElement as HTMLElement).querySelector('.body')).not.toBeNull();
  });
});
