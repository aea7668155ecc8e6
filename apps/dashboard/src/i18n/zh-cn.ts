import acceptInvite from '../app/features/accept-invite/i18n/zh-CN.json';
import capability from '../app/features/capability/i18n/zh-CN.json';
import compare from '../app/features/compare/i18n/zh-CN.json';
import correlate from '../app/features/correlate/i18n/zh-CN.json';
import dataHealth from '../app/features/data-health/i18n/zh-CN.json';
import defects from '../app/features/defects/i18n/zh-CN.json';
import excursions from '../app/features/excursions/i18n/zh-CN.json';
import explore from '../app/features/yield/i18n/zh-CN.json';
import imports from '../app/features/imports/i18n/zh-CN.json';
import keys from '../app/core/keys/i18n/zh-CN.json';
import population from '../app/core/population/i18n/zh-CN.json';
import sharing from '../app/core/sharing/i18n/zh-CN.json';
import maps from '../app/core/maps/i18n/zh-CN.json';
import lot from '../app/features/lot/i18n/zh-CN.json';
import spc from '../app/features/spc/i18n/zh-CN.json';
import stacks from '../app/features/maps/i18n/zh-CN.json';
import report from '../app/features/report/i18n/zh-CN.json';
import reports from '../app/features/reports/i18n/zh-CN.json';
import lots from '../app/features/lots/i18n/zh-CN.json';
import overview from '../app/features/overview/i18n/zh-CN.json';
import settings from '../app/features/settings/i18n/zh-CN.json';
import signIn from '../app/features/sign-in/i18n/zh-CN.json';
import tool from '../app/features/tool/i18n/zh-CN.json';
import wafer from '../app/features/wafer/i18n/zh-CN.json';
import shell from '../app/shell/i18n/zh-CN.json';
import type { messages as english } from './en.ts';
import roles from './roles.zh-CN.json';

/** 简体中文. A key that is missing here does not compile; i18n.spec.ts finds those that are too many. */
export const messages: typeof english = {
  acceptInvite,
  capability,
  compare,
  correlate,
  dataHealth,
  defects,
  excursions,
  explore,
  imports,
  keys,
  overview,
  population,
  sharing,
  lot,
  lots,
  maps,
  report,
  reports,
  roles,
  settings,
  shell,
  signIn,
  spc,
  stacks,
  tool,
  wafer,
};
