import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { lotFigures } from '../../test/lot-figures.ts';
import { lotReport } from '../report-job/finished-report.ts';
import { reportPdf } from '../report-job/report-pdf.ts';
import { renderInThread } from './render-in-thread.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const report = lotReport(lotFigures({ wafers: 2, steps: 2 }), { language: 'zh-CN', paper: 'A4' });
const digest = (pdf: Uint8Array): string => createHash('sha256').update(pdf).digest('hex');

describe('a report laid out in a thread', () => {
  it('has the same bytes as in this one, and leaves time to others meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const threaded = await reportPdf(report, (content) => renderInThread(content, new AbortController().signal));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    expect(digest(threaded)).toBe(digest(await reportPdf(report)));
  });

  it('stops when it is called off, with the reason', async () => {
    const stop = new AbortController();
    const rendering = renderInThread(report.content, stop.signal);
    setTimeout(() => stop.abort(new Error('called off')), 20);
    await expect(rendering).rejects.toThrow('called off');
  });

  it('rejects with what the layout threw', async () => {
    const broken = {
      ...report.content,
      pageOne: [{ kind: 'figure', figure: { title: '', caption: '', svg: 'no svg', heightPt: 9 } }],
    };
    await expect(renderInThread(broken as never, new AbortController().signal)).rejects.toThrow();
  });
});
