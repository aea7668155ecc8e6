import type { FabConfig } from '@fabwright/platform';

/** Where a report's live view is: in full where the fab has a public address, else as a path. */
export function liveAddress({ server }: Pick<FabConfig, 'server'>, path: string): string {
  return server.publicUrl === undefined ? path : new URL(path, server.publicUrl).toString();
}
