import type { Status } from '@fabwright/ui';

/** How a source's state looks: colour, shape; the word comes from the texts. */
export const STATE_STATUS: Readonly<Record<string, Status>> = {
  ok: 'ok',
  watch: 'watch',
  stale: 'stale',
  empty: 'plain',
};

/** `fab.wafer-test.v1` → `wafer-test`: the name that the contracts use in text. */
export function eventName(type: string): string {
  return type.replace(/^fab\./, '').replace(/\.v\d+$/, '');
}
