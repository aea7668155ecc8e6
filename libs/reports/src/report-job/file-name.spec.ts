import { describe, expect, it } from 'vitest';
import { attachment, reportFileName } from './file-name.ts';

describe('the name of a report', () => {
  it.each([
    ['N4K811 · PMIC-K7 · CP1', 'Lot report', 'N4K811-PMIC-K7-CP1-Lot-report.pdf'],
    ['N4K811 · PMIC-K7 · CP1', '批次报告', 'N4K811-PMIC-K7-CP1-批次报告.pdf'],
    ['../../etc/passwd "x"', 'a\r\nb', 'etc-passwd-x-a-b.pdf'],
  ])('of %s, %s', (subject, title, name) => {
    expect(reportFileName({ subject, title })).toBe(name);
  });

  it('is given twice: in ASCII, and as it is', () => {
    expect(attachment('批次 (1).pdf')).toBe(
      `attachment; filename="_ (1).pdf"; filename*=UTF-8''%E6%89%B9%E6%AC%A1%20%281%29.pdf`,
    );
    expect(attachment('a"b\\c.pdf')).toContain('filename="a_b_c.pdf"');
  });
});
