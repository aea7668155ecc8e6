import { ClsServiceManager } from 'nestjs-cls';

/** Ids that every line of a unit of work carries. */
export interface LogContext {
  readonly correlationId?: string;
  readonly eventId?: string;
  readonly lotId?: string;
  readonly jobId?: string;
}

const FIELDS = ['correlationId', 'eventId', 'lotId', 'jobId'] as const;

/** The ids of the work at hand; empty outside of any. */
export function logContext(): LogContext {
  const cls = ClsServiceManager.getClsService();
  if (!cls.isActive()) return {};
  const found: Record<string, string> = {};
  for (const field of FIELDS) {
    const value: unknown = cls.get(field);
    if (typeof value === 'string') found[field] = value;
  }
  return found;
}

/** Runs `work` with these ids in every line that is logged by it; ids of the work around it are kept. */
export function withLogContext<T>(ids: LogContext, work: () => T): T {
  const cls = ClsServiceManager.getClsService();
  return cls.run({ ifNested: 'inherit' }, () => {
    for (const field of FIELDS) if (ids[field] !== undefined) cls.set(field, ids[field]);
    return work();
  });
}
