import type { Step } from '../step.ts';
import { build, dependencies, format, licences, lint, types, webTypes } from './checks.ts';
import { generated } from './generated.ts';
import { broker, integration, unit } from './vitest.ts';
import { browser, dashboard } from './web.ts';

/**
 * What `npm test` does, in the order in which it starts things: Kafka and integration tests, and then browsers, wait much
 * of their time and go first; beside them goes what only computes, the longest first: of two cores neither is left over
 * at the end.
 */
export const steps: readonly Step[] = [
  broker,
  build,
  integration,
  unit,
  browser,
  lint,
  types,
  format,
  webTypes,
  dashboard,
  generated,
  dependencies,
  licences,
];
