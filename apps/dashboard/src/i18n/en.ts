import acceptInvite from '../app/features/accept-invite/i18n/en.json';
import capability from '../app/features/capability/i18n/en.json';
import compare from '../app/features/compare/i18n/en.json';
import correlate from '../app/features/correlate/i18n/en.json';
import dataHealth from '../app/features/data-health/i18n/en.json';
import defects from '../app/features/defects/i18n/en.json';
import excursions from '../app/features/excursions/i18n/en.json';
import explore from '../app/features/yield/i18n/en.json';
import imports from '../app/features/imports/i18n/en.json';
import keys from '../app/core/keys/i18n/en.json';
import population from '../app/core/population/i18n/en.json';
import sharing from '../app/core/sharing/i18n/en.json';
import maps from '../app/core/maps/i18n/en.json';
import lot from '../app/features/lot/i18n/en.json';
import spc from '../app/features/spc/i18n/en.json';
import stacks from '../app/features/maps/i18n/en.json';
import report from '../app/features/report/i18n/en.json';
import reports from '../app/features/reports/i18n/en.json';
import lots from '../app/features/lots/i18n/en.json';
import overview from '../app/features/overview/i18n/en.json';
import settings from '../app/features/settings/i18n/en.json';
import signIn from '../app/features/sign-in/i18n/en.json';
import tool from '../app/features/tool/i18n/en.json';
import wafer from '../app/features/wafer/i18n/en.json';
import shell from '../app/shell/i18n/en.json';
import roles from './roles.en.json';

/** All English texts: a feature adds its file here and in zh-cn.ts, which must have the same keys to compile. */
export const messages = {
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
