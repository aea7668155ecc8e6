import { stackWafers } from '@fabwright/analytics';

/**
 * Statistics that take longer than an event loop may wait, by name. Pure functions only: a thread has neither
 * database nor configuration. Add yours here and call it with `Maths.run('name', input)`.
 */
export const mathsTasks = { stackWafers };
export type MathsTasks = typeof mathsTasks;
