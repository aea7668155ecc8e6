import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { atLeast, atLeastTimes, atMost } from './bench-row.ts';
import { middleOf } from './median.ts';
import { kibibytesIn, residentMegabytes, watchPeak } from './process-memory.ts';
import { benchTable, inWords } from './table.ts';

describe('a row', () => {
  it('is ok when it reaches its target', () => {
    expect(atLeast('decoding', 150, 'MB/s', 150, 5)).toMatchObject({ ok: true, ratio: 30, target: 150 });
    expect(atLeast('decoding', 149.9, 'MB/s', 150)).toMatchObject({ ok: false, ratio: null });
    expect(atMost('report', 1.5, 's', 1.5)).toMatchObject({ ok: true, target: 1.5 });
    expect(atMost('report', 1.6, 's', 1.5)).toMatchObject({ ok: false });
    expect(atLeastTimes('ingest', 35, 'die/s', 0.35, 100)).toMatchObject({ ok: true, ratio: 0.35, target: 35 });
    expect(atLeastTimes('ingest', 34, 'die/s', 0.35, 100)).toMatchObject({ ok: false });
  });
});

describe('the table', () => {
  it('has one line a row, aligned', () => {
    expect(
      benchTable([atLeast('decoding', 480.4, 'MB/s', 150, 5.02), atMost('pdf', 1.62, 's', 1.5)]).split('\n'),
    ).toEqual([
      'what      measured  reference  ratio  target',
      'decoding  480 MB/s  5.02 MB/s  95.7   150 MB/s  ✓',
      'pdf       1.62 s    –          –      1.50 s    ✗',
    ]);
  });

  it.each([
    [0, '0'],
    [1234567, '1,234,567'],
    [151.26, '151'],
    [15.126, '15.1'],
    [0.35126, '0.351'],
    [0.0123, '0.0123'],
  ])('writes %d as %s', (value, text) => {
    expect(inWords(value)).toBe(text);
  });
});

describe('the middle of some measurements', () => {
  it('is not moved by one that is far off, and needs no order', () => {
    expect(middleOf([9, 1, 5000])).toBe(9);
    expect(middleOf([2, 1])).toBe(2);
    expect(middleOf([])).toBeNaN();
  });
});

describe('the memory of a process', () => {
  it('is read from the field that was asked for', () => {
    const status = 'Name:\tnode\nVmPeak:\t 11545416 kB\nVmHWM:\t  393808 kB\nVmRSS:\t  295936 kB\n';
    expect([kibibytesIn(status, 'VmHWM'), kibibytesIn(status, 'VmRSS')]).toEqual([393_808, 295_936]);
    expect(() => kibibytesIn('State:\tZ (zombie)\n', 'VmRSS')).toThrow('VmRSS');
  });

  it('of our own is what Node says, and its peak keeps what was given back', async () => {
    const watch = watchPeak(process.pid);
    expect(await residentMegabytes(process.pid)).toBeCloseTo(process.memoryUsage.rss() / 1e6, -2);
    let block: Buffer | null = Buffer.alloc(200e6, 1);
    const full = await watch.peak();
    expect(full).toBeGreaterThan(block.length / 1e6);
    block = null;
    // the kernel counts pages a thread at a time and tells them a little apart from look to look: a tenth of the block
    expect(await watch.peak()).toBeGreaterThan(full - 20);
  });

  it('of a process that has gone is an error', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    await expect(residentMegabytes(gone.pid ?? 0)).rejects.toThrow();
  });
});
