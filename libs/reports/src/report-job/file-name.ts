import type { ReportContent } from '../document/report-content.ts';

/** `N4K811-PMIC-K7-CP1-Lot-report.pdf`: subject, then what it is, safe on every file system. */
export function reportFileName({ subject, title }: Pick<ReportContent, 'subject' | 'title'>): string {
  return `${plain(`${subject} ${title}`)}.pdf`;
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

/** Value of Content-Disposition: an ASCII name for old readers, the real one by RFC 5987. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]+/g, '_').replace(/["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
