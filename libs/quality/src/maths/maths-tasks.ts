import { stackWafers } from '@fabwright/analytics';
import { compareShares, dieLevel } from '../explore/test-side/test-side.ts';
import { askCommonality } from '../commonality/ask-commonality.ts';
import { findExcursions } from '../detection/found-excursions.ts';
import { summariseWaferTests } from '../test-summary/summarise-wafer-tests.ts';
import { movedParameters } from '../excursion/evidence/moved-parameters.ts';

/**
 * Statistics that take longer than an event loop may wait, by name. Pure functions only: a thread has neither
 * database nor configuration. Add yours here and call it with `Maths.run('name', input)`.
 */
export const mathsTasks = {
  askCommonality,
  compareShares,
  dieLevel,
  findExcursions,
  movedParameters,
  stackWafers,
  summariseWaferTests,
};
export type MathsTasks = typeof mathsTasks;
