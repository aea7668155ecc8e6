export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobFailure {
  readonly code: string;
  readonly message: string;
  readonly correlationId: string;
}

/** A job as people see it. */
export interface JobRecord {
  readonly jobId: string;
  readonly kind: string;
  readonly state: JobState;
  /** 0 … 1. */
  readonly progress: number;
  /** Key of a text for the screen. */
  readonly step: string | null;
  readonly input: object;
  readonly askedByKind: 'person' | 'token' | 'system';
  readonly askedById: string | null;
  readonly askedByName: string;
  readonly correlationId: string;
  readonly attempts: number;
  readonly result: object | null;
  readonly error: JobFailure | null;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}
