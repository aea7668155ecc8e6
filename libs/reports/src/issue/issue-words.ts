import type { Locale } from '@fabwright/facts';

/** The words of mails that bring reports, or say that there is none; figures come formatted. */
export interface IssueWords {
  readonly figure: (label: string, value: string, note: string) => string;
  readonly attached: (files: number) => string;
  readonly tooLarge: string;
  readonly read: string;
  readonly late: (due: string) => string;
  readonly sample: string;
  readonly why: (schedule: string, owner: string) => string;
  readonly unsubscribe: (link: string) => string;
  readonly failedSubject: (schedule: string, period: string) => string;
  readonly failed: (schedule: string, period: string) => string;
  readonly partly: (schedule: string, period: string) => string;
  readonly settings: (link: string) => string;
  /** The page by which people unsubscribe without signing in. */
  readonly page: {
    readonly title: string;
    readonly question: (schedule: string) => string;
    readonly button: string;
    readonly done: (schedule: string) => string;
    readonly again: string;
    readonly unknown: string;
  };
}

const EN: IssueWords = {
  figure: (label, value, note) => (note === '' ? `${label}: ${value}` : `${label}: ${value} (${note})`),
  attached: (files) => (files === 1 ? 'The report is attached.' : 'The reports are attached.'),
  tooLarge: 'The report is too large for a mail. It lies here, after signing in:',
  read: 'Read it in the dashboard, after signing in:',
  late: (due) => `Late: it was due on ${due}, and could not be made then.`,
  sample: 'This is a sample that you asked for. Nobody else got it.',
  why: (schedule, owner) => `You get this by the schedule “${schedule}” of ${owner}.`,
  unsubscribe: (link) => `No more of it, with one click: ${link}`,
  failedSubject: (schedule, period) => `No report: ${schedule}, ${period}`,
  failed: (schedule, period) => `Your schedule “${schedule}” had nothing to send for ${period}. Nobody got a report.`,
  partly: (schedule, period) =>
    `Your schedule “${schedule}” could not make every file for ${period}. Those who read the missing one got nothing.`,
  settings: (link) => `The schedule and its log: ${link}`,
  page: {
    title: 'Reports by mail',
    question: (schedule) => `Get no more reports of “${schedule}”?`,
    button: 'Unsubscribe',
    done: (schedule) => `You get no more reports of “${schedule}”.`,
    again: 'After signing in you can have them sent again, under Reports.',
    unknown: 'This link is not valid. Copy the whole address from the mail.',
  },
};

const ZH: IssueWords = {
  figure: (label, value, note) => (note === '' ? `${label}：${value}` : `${label}：${value}（${note}）`),
  attached: () => '报告见附件。',
  tooLarge: '报告超出邮件大小限制。请登录后在此查看：',
  read: '登录后在系统中阅读：',
  late: (due) => `延迟发送：原定于 ${due}，当时未能生成。`,
  sample: '这是您请求的样例，未发送给其他人。',
  why: (schedule, owner) => `您收到此邮件，是因为 ${owner} 的定期报告“${schedule}”。`,
  unsubscribe: (link) => `一键退订：${link}`,
  failedSubject: (schedule, period) => `没有报告：${schedule}，${period}`,
  failed: (schedule, period) => `您的定期报告“${schedule}”在 ${period} 没有可发送的内容，未向任何人发送。`,
  partly: (schedule, period) => `您的定期报告“${schedule}”在 ${period} 有文件未能生成，需要该文件的收件人未收到报告。`,
  settings: (link) => `定期报告及其记录：${link}`,
  page: {
    title: '邮件报告',
    question: (schedule) => `不再接收“${schedule}”的报告？`,
    button: '退订',
    done: (schedule) => `您将不再收到“${schedule}”的报告。`,
    again: '登录后可在“报告”中恢复接收。',
    unknown: '此链接无效。请从邮件中复制完整地址。',
  },
};

export const ISSUE_WORDS: Readonly<Record<Locale, IssueWords>> = { en: EN, 'zh-CN': ZH };
