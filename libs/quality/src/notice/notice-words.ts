import type { Reason } from '@fabwright/analytics';
import type { Locale } from '@fabwright/facts';
import type { ExcursionSeverity } from '../excursion/excursion.ts';

/** When a notice is sent: at the opening, when it grew more severe, when nobody acknowledged (count of so many). */
export type NoticeStage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'grown' }
  | { readonly kind: 'escalated'; readonly step: number; readonly times: number; readonly minutes: number };

/** The words of mails in one language; figures come formatted. */
export interface NoticeWords {
  readonly severity: Readonly<Record<ExcursionSeverity, string>>;
  readonly tag: (stage: NoticeStage, severity: string) => string;
  readonly subject: Readonly<Record<string, (label: string) => string>>;
  readonly of: (subject: string, product: string, insertion: string | null) => string;
  readonly below: (headline: string, loss: string) => string;
  readonly saw: (headline: string, seen: string) => string;
  readonly seen: Readonly<Record<Reason['code'], string>>;
  readonly lot: (lot: string) => string;
  readonly facts: {
    readonly loss: (loss: string, dies: string) => string;
    readonly size: (lots: string, wafers: string) => string;
    readonly measured: (lot: string, value: string, limit: string) => string;
    readonly distance: (lot: string, sigma: string) => string;
    readonly since: (first: string, last: string) => string;
    readonly shared: (place: string) => string;
    readonly unknown: string;
  };
  readonly late: (minutes: string) => string;
  readonly todo: string;
  readonly link: string;
  readonly why: (rule: string) => string;
  readonly settings: string;
}

const EN: NoticeWords = {
  severity: { minor: 'Minor', major: 'Major', critical: 'Critical' },
  tag: (stage, severity) => {
    if (stage.kind === 'opened') return severity;
    if (stage.kind === 'grown') return `Now ${severity.toLowerCase()}`;
    return `${severity}, not acknowledged, ${stage.step} of ${stage.times}`;
  },
  subject: {
    yield: () => 'yield',
    bin: (label) => `bin ${label}`,
    test: (label) => `test ${label}`,
    map: (label) => `map signature ${label}`,
    defects: () => 'defect density',
    sensor: (label) => `sensor ${label}`,
  },
  of: (subject, product, insertion) => `${subject} of ${product}${insertion === null ? '' : ` at ${insertion}`}`,
  below: (headline, loss) => `${headline}: ${loss} of yield lost`,
  saw: (headline, seen) => `${headline}: ${seen}`,
  seen: {
    'lot-outside-limits': 'a lot lies outside its control limits',
    'slow-shift': 'the lots have shifted slowly',
    'below-floor': 'a lot lies below the floor',
    'wafers-spread': 'the wafers of a lot differ more than usual',
    'wafers-stand-out': 'some wafers of a lot stand out',
    'chamber-stands-out': 'wafers that shared a chamber stand out',
    'sensor-moved': 'a sensor has moved',
  },
  lot: (lot) => `Lot ${lot}`,
  facts: {
    loss: (loss, dies) => `Loss: ${loss} of yield against the usual, ${dies}`,
    size: (lots, wafers) => `Concerned: ${lots}, ${wafers}`,
    measured: (lot, value, limit) => `${lot}: ${value}, limit ${limit}`,
    distance: (lot, sigma) => `${lot}: ${sigma} from the usual`,
    since: (first, last) => `Sorted: ${first} to ${last} (fab time)`,
    shared: (place) => `Shared so far: ${place} (a suspect, not yet a cause)`,
    unknown: 'Shared so far: nothing that stands out yet',
  },
  late: (minutes) => `Nobody has acknowledged it for ${minutes}.`,
  todo: 'What to do: open the page, look at the evidence, and acknowledge it. Contain it if lots in line can still be spared.',
  link: 'Evidence and actions',
  why: (rule) => `You get this mail because of the rule “${rule}”.`,
  settings: 'Change or end it',
};

const ZH: NoticeWords = {
  severity: { minor: '轻微', major: '重大', critical: '严重' },
  tag: (stage, severity) => {
    if (stage.kind === 'opened') return severity;
    if (stage.kind === 'grown') return `升级为${severity}`;
    return `${severity}，未确认，第 ${stage.step}/${stage.times} 次`;
  },
  subject: {
    yield: () => '良率',
    bin: (label) => `分档 ${label}`,
    test: (label) => `测试项 ${label}`,
    map: (label) => `图形特征 ${label}`,
    defects: () => '缺陷密度',
    sensor: (label) => `传感器 ${label}`,
  },
  of: (subject, product, insertion) => `${product}${insertion === null ? '' : ` ${insertion}`} 的${subject}`,
  below: (headline, loss) => `${headline}：良率损失 ${loss}`,
  saw: (headline, seen) => `${headline}：${seen}`,
  seen: {
    'lot-outside-limits': '有批次超出控制限',
    'slow-shift': '各批次缓慢偏移',
    'below-floor': '有批次低于下限',
    'wafers-spread': '同批晶圆差异大于平时',
    'wafers-stand-out': '某批次有晶圆明显偏离',
    'chamber-stands-out': '经过同一腔体的晶圆明显偏离',
    'sensor-moved': '传感器读数偏移',
  },
  lot: (lot) => `批次 ${lot}`,
  facts: {
    loss: (loss, dies) => `损失：良率较平时低 ${loss}，共 ${dies}`,
    size: (lots, wafers) => `涉及：${lots}，${wafers}`,
    measured: (lot, value, limit) => `${lot}：${value}，限值 ${limit}`,
    distance: (lot, sigma) => `${lot}：偏离平时 ${sigma}`,
    since: (first, last) => `测试时间：${first} 至 ${last}（工厂时间）`,
    shared: (place) => `目前的共同点：${place}（仅为嫌疑，尚非原因）`,
    unknown: '目前的共同点：尚无明显者',
  },
  late: (minutes) => `已有 ${minutes}无人确认。`,
  todo: '请打开页面，查看证据并确认；若在制批次仍可避免损失，请先控制。',
  link: '证据与措施',
  why: (rule) => `您收到此邮件，是因为规则“${rule}”。`,
  settings: '修改或停止',
};

export const NOTICE_WORDS: Readonly<Record<Locale, NoticeWords>> = { en: EN, 'zh-CN': ZH };
