import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';

/** Who asks over HTTP. */
interface Client {
  fetch(path: string): Promise<Response>;
  post(path: string, body: object): Promise<Response>;
}

/** A report job as the API tells it. */
export interface JobState {
  readonly jobId: string;
  readonly state: string;
  readonly progress: number;
  readonly step: string | null;
  readonly error: { readonly message: string } | null;
  readonly resultUrl: string | null;
}

export async function stateOf(client: Client, jobId: string): Promise<JobState> {
  return (await (await client.fetch(`/reports/v1/${jobId}`)).json()) as JobState;
}

/** Asks until the job is as it should be. */
export async function jobWhen(
  client: Client,
  jobId: string,
  right: (job: JobState) => boolean,
  everyMs = 100,
): Promise<JobState> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(everyMs)) {
    const job = await stateOf(client, jobId);
    if (right(job)) return job;
  }
  throw new Error('The report did not get there in time.');
}

export function settled(client: Client, jobId: string): Promise<JobState> {
  return jobWhen(client, jobId, ({ state }) => state !== 'queued' && state !== 'running');
}

/** The id of the job that makes the report. */
export async function order(client: Client, report: object): Promise<string> {
  const response = await client.post('/reports/v1', report);
  expect(response.status).toBe(202);
  return ((await response.json()) as { jobId: string }).jobId;
}

export async function ordered(client: Client, report: object): Promise<{ state: JobState; file: Response }> {
  const jobId = await order(client, report);
  const state = await settled(client, jobId);
  expect(state.error).toBeNull();
  return { state, file: await client.fetch(`/reports/v1/${jobId}/file`) };
}
