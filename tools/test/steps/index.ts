import type { Step } from '../step.ts';
import { build, dependencies, format, licences, lint, types, webTypes } from './checks.ts';
import { generated } from './generated.ts';
import { broker, integration, unit } from './vitest.ts';
import { browser, dashboard } from './web.ts';

/**
 * What `npm test` does, in the order in which it starts things: Kafka beside the integration tests, then browsers, which
 * mostly wait, beside unit tests and checks, the longest first: of two cores neither is left over at the end.
 */
export const steps: readonly Step[] = [
  broker,
  build,
  integration,
  browser,
  unit,
  lint,
  format,
  types,
  webTypes,
  dashboard,
  generated,
  dependencies,
  licences,
];
