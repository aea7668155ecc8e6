import type { Step } from '../step.ts';
import { build, dependencies, format, licences, lint, types, webTypes } from './checks.ts';
import { generated } from './generated.ts';
import { broker, integration, unit } from './vitest.ts';
import { browser, dashboard } from './web.ts';

/**
 * What `npm test` does, in the order in which it starts things: Kafka and the integration tests wait much of their time,
 * so beside them comes what only computes; then browsers beside unit tests. Of two cores neither is left over.
 */
export const steps: readonly Step[] = [
  broker,
  build,
  integration,
  browser,
  lint,
  types,
  format,
  unit,
  webTypes,
  dashboard,
  generated,
  dependencies,
  licences,
];
