import { correlationIdOf } from '@fabwright/data-access';
import type { PanelState } from '@fabwright/ui';

/** A panel whose query failed: what could not be done, and the id to look it up by. */
export function failedState(heading: string, error: unknown): PanelState {
  const correlationId = correlationIdOf(error);
  return { kind: 'error', heading, ...(correlationId ? { correlationId } : {}) };
}
