import { describe, expect, it } from 'vitest';
import { ExcursionKind, ExcursionSeverity, FactorKind } from '../excursion/excursion.ts';
import { excursionOf } from '../excursion/excursion.spec-support.ts';
import type { Excursion } from '../excursion/excursion.types.ts';
import { noticeMail, noticePayload, type NoticeFrame } from './notice-text.ts';

const STREAM = { kind: 'yield', name: '', label: '', toolId: null, chamber: null, stepId: null };
const VALUES = { value: 0.7, limit: 0.8, score: 4.2 };
const REASON = {
  code: 'below-floor',
  stream: STREAM,
  values: [
    { name: 'lot', number: null, text: 'A4' },
    ...Object.entries(VALUES).map(([name, number]) => ({ name, number, text: null })),
  ],
};
const excursion = (over: Partial<Excursion> = {}): Excursion => ({
  ...excursionOf({ excursionId: 'EX-0042' }),
  productName: 'PMIC K7',
  subject: STREAM,
  reasons: [REASON],
  suspect: null,
  cause: null,
  ...over,
});
const frame = (over: Partial<NoticeFrame> = {}): NoticeFrame => ({
  stage: { kind: 'opened' },
  ruleName: 'Night shift',
  address: 'https://fab.example',
  zone: 'Asia/Shanghai',
  ...over,
});

describe('the mail about an excursion', () => {
  it('says in English what was lost, where, since when, what to do, and why one gets it', () => {
    const { subject, text } = noticeMail(excursion(), frame(), 'en');
    expect(subject).toBe('[Major] EX-0042 yield of PMIC K7 at CP1: 12.6 pp of yield lost');
    expect(text).toBe(`Yield of PMIC K7 at CP1: 12.6 pp of yield lost

- Loss: 12.6 pp of yield against the usual, 4 dies
- Concerned: 2 lots, 2 wafers
- Lot A4: 70.0 %, limit 80.0 %
- Sorted: 16 Nov 2026, 17:00 to 17 Nov 2026, 17:00 (fab time)
- Shared so far: nothing that stands out yet

What to do: open the page, look at the evidence, and acknowledge it. Contain it if lots in line can still be spared.

Evidence and actions: https://fab.example/excursions/EX-0042

--
You get this mail because of the rule “Night shift”.
Change or end it: https://fab.example/settings/notices
`);
  });

  it('says the same in Chinese', () => {
    const suspect = {
      kind: FactorKind.CHAMBER,
      id: 'ETC-1/B',
      stepId: 'ETCH',
      stepName: 'Contact etch',
      toolId: 'ETC-1',
      chamber: 'B',
      pValue: 0.001,
      words: null,
    };
    const { subject, text } = noticeMail(excursion({ suspect }), frame(), 'zh-CN');
    expect(subject).toBe('[重大] EX-0042 PMIC K7 CP1 的良率：良率损失 12.6 个百分点');
    expect(text).toContain('- 损失：良率较平时低 12.6 个百分点，共 4 个芯片');
    expect(text).toContain('- 批次 A4：70.0 %，限值 80.0 %');
    expect(text).toContain('- 目前的共同点：Contact etch · ETC-1/B');
    expect(text).toContain('规则“Night shift”');
  });

  it('never prints a test’s value without its unit, and has one line of subject whatever names hold', () => {
    const stream = { ...STREAM, kind: 'test', name: 'VTH', label: 'VTH' };
    const { subject, text } = noticeMail(
      excursion({
        kind: ExcursionKind.TEST,
        lossPp: null,
        subject: stream,
        productName: 'K7\r\nBcc: x@y.z',
        reasons: [{ ...REASON, code: 'lot-outside-limits', stream }],
      }),
      frame(),
      'en',
    );
    expect(subject).toBe('[Major] EX-0042 test VTH of K7 Bcc: x@y.z at CP1: a lot lies outside its control limits');
    expect(text).toContain('- Lot A4: 4.2 σ from the usual');
    expect(text).not.toContain('- Loss');
  });

  it('says that it grew, and that nobody has acknowledged it', () => {
    const critical = excursion({ severity: ExcursionSeverity.CRITICAL });
    expect(noticeMail(critical, frame({ stage: { kind: 'grown' } }), 'en').subject).toMatch(
      /^\[Now critical\] EX-0042/,
    );
    const stage = { kind: 'escalated', step: 2, times: 3, minutes: 30 } as const;
    const { subject, text } = noticeMail(critical, frame({ stage }), 'en');
    expect(subject).toMatch(/^\[Critical, not acknowledged, 2 of 3\]/);
    expect(text).toContain('Nobody has acknowledged it for 30 minutes.');
  });

  it('is the same for machines, as values', () => {
    expect(noticePayload(excursion(), frame())).toMatchObject({
      type: 'fabwright.excursion-notice',
      version: 1,
      stage: 'opened',
      url: 'https://fab.example/excursions/EX-0042',
      excursion: { excursionId: 'EX-0042', lossPp: 12.6, lotCount: 2, severity: 'major' },
    });
  });
});
