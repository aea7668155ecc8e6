import { createHash } from 'node:crypto';

/** A short id of what a report says, such as `8c41-e07d`: the same content has the same id. */
export function reportId(content: object): string {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}`;
}
