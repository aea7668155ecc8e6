import { stackWafers } from '@fabwright/analytics';
import { compareShares, dieLevel } from '../explore/test-side/test-side.ts';
import { askCommonality } from '../commonality/ask-commonality.ts';
import { compareStacks } from '../stack/compare-stacks.ts';
import { findDefectExcursions } from '../detection/defect-excursions.ts';
import { findExcursions } from '../detection/found-excursions.ts';
import { judgeSensors } from '../detection/judge-sensors.ts';
import { compareWafers } from '../compare/compare-wafers.ts';
import { testCapability } from '../capability/test-capability.ts';
import { relateColumns } from '../relate/relate-columns.ts';
import { summariseWaferTests } from '../test-summary/summarise-wafer-tests.ts';
import { learnSignature, lotSignatures } from '../detection/lot-signatures.ts';
import { movedParameters } from '../excursion/evidence/moved-parameters.ts';

/**
 * Statistics that take longer than an event loop may wait, by name. Pure functions only: a thread has neither
 * database nor configuration. Add yours here and call it with `Maths.run('name', input)`.
 */
export const mathsTasks = {
  askCommonality,
  compareShares,
  compareStacks,
  compareWafers,
  dieLevel,
  findDefectExcursions,
  findExcursions,
  judgeSensors,
  learnSignature,
  lotSignatures,
  movedParameters,
  relateColumns,
  stackWafers,
  summariseWaferTests,
  testCapability,
};
export type MathsTasks = typeof mathsTasks;
