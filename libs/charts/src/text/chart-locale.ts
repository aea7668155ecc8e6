export type ChartLocale = 'en' | 'zh-CN';
