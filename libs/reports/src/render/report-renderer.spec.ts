import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PoolOptions, ThreadPool } from '@fabwright/platform';
import { lotFigures } from '../../test/lot-figures.ts';
import { lotReport } from '../report-job/finished-report.ts';
import { reportPdf } from '../report-job/report-pdf.ts';
import type { RenderTasks } from './render-tasks.ts';
import { renderPool, ReportRenderer } from './report-renderer.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const report = lotReport(lotFigures({ wafers: 2, steps: 2 }), { language: 'zh-CN', paper: 'A4' });
const digest = (pdf: Uint8Array): string => createHash('sha256').update(pdf).digest('hex');

describe('a report laid out in a thread', () => {
  let renderer = new ReportRenderer();
  afterEach(async () => {
    await renderer.onApplicationShutdown();
    renderer = new ReportRenderer();
  });
  const layOut = (content: typeof report.content, signal = new AbortController().signal): Promise<Uint8Array> =>
    renderer.layOut(content, signal);

  it('has the same bytes as in this one, and leaves time to others meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const threaded = await reportPdf(report, layOut);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    expect(digest(threaded)).toBe(digest(await reportPdf(report)));
  });

  it('has the same bytes in a thread that was warmed up, and the second time', async () => {
    renderer.warmUp();
    const first = digest(await reportPdf(report, layOut));
    expect(digest(await reportPdf(report, layOut))).toBe(first);
    expect(first).toBe(digest(await reportPdf(report)));
  });

  it('has the same bytes whatever was laid out before it', async () => {
    const greek = { ...report.content, scope: '\u0394 \u03a9' };
    const first = digest(await layOut(greek));
    await renderer.onApplicationShutdown();
    renderer = new ReportRenderer();
    // increment and ohm share their glyphs with delta and omega
    await layOut({ ...report.content, scope: '\u2206 \u2126' });
    expect(digest(await layOut(greek))).toBe(first);
  });

  it('stops when it is called off, with the reason', async () => {
    const stop = new AbortController();
    const rendering = layOut(report.content, stop.signal);
    setTimeout(() => stop.abort(new Error('called off')), 20);
    await expect(rendering).rejects.toThrow('called off');
  });

  it('rejects with what the layout threw', async () => {
    const broken = {
      ...report.content,
      pageOne: [{ kind: 'figure', figure: { title: '', caption: '', svg: 'no svg', heightPt: 9 } }],
    };
    await expect(layOut(broken as never)).rejects.toThrow();
  });
});

describe('a thread that does not answer', () => {
  const program = (source: string): URL => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  let pool: ThreadPool<RenderTasks> | undefined;
  afterEach(() => pool?.close());
  const rendered = (source: string, limits: Partial<PoolOptions> = {}): Promise<Uint8Array> => {
    pool = renderPool(limits, program(source));
    return pool.run('layOut', report.content);
  };

  it.each([
    ['exits', 'process.exit(7)', /ended without a result \(exit code 7\)/],
    ['waits for what never comes', 'await new Promise(() => undefined)', /ended without a result \(exit code 13\)/],
    ['ends with nothing said', 'export {}', /ended without a result \(exit code 0\)/],
  ])('because it %s fails at once, with what it means', async (_what, source, message) => {
    const failure: unknown = await rendered(source).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
    expect(String(failure)).toMatch(message);
  });

  it.each([
    ['stands still', 'setInterval(() => undefined, 1000)'],
    ['turns in circles', 'for (;;);'],
  ])('because it %s is given up at the deadline', async (_what, source) => {
    await expect(rendered(source, { deadlineMs: 1500 })).rejects.toThrow(
      'Laying out the report took longer than 1.5 s, so it was given up. Nothing was stored; the data are unchanged.',
    );
  });

  it('because its memory is full says so', async () => {
    const hoard = 'const all = []; for (;;) all.push(new Array(10_000).fill(all.length).map(String));';
    await expect(rendered(hoard, { memoryMb: 16 })).rejects.toThrow('ran out of memory');
  });

  it('because its last word is a rejection nobody took passes that on', async () => {
    await expect(rendered("Promise.reject(new Error('no glyph'))")).rejects.toThrow('no glyph');
  });
});
