import { setTimeout as delay } from 'node:timers/promises';
import type { BuiltServices } from './built-services.ts';

const POLL_MS = 20;

/** Where reports are ordered. */
export type Served = Pick<BuiltServices, 'address' | 'token'>;

interface JobState {
  readonly state: string;
  readonly step: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** A report job that failed, with its code. */
export class NotMade extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`The report was not made: ${message}`);
  }
}

/** A report as it came back. */
export interface MadeReport {
  readonly pdf: Uint8Array;
  /** From the order to the last byte. */
  readonly seconds: number;
  /** Seconds in each step of the job, the queue included. */
  readonly steps: ReadonlyMap<string, number>;
}

/** Orders a report from the built api and waits for its file. Throws when it was not made. */
export async function makeReport(services: BuiltServices, order: object): Promise<MadeReport> {
  const begin = performance.now();
  const response = await ask(services, '/reports/v1', order);
  const { jobId } = (await response.json()) as { jobId: string };
  const steps = await untilMade(services, jobId);
  const pdf = await (await ask(services, `/reports/v1/${jobId}/file`)).bytes();
  return { pdf, seconds: (performance.now() - begin) / 1000, steps };
}

/** Seconds in each step of a report job. Throws NotMade when it failed. */
export async function untilMade(services: Served, jobId: string): Promise<Map<string, number>> {
  const seconds = new Map<string, number>();
  for (let before = performance.now(); ; ) {
    const { state, step, error } = (await (await ask(services, `/reports/v1/${jobId}`)).json()) as JobState;
    if (error !== null) throw new NotMade(error.code, error.message);
    if (state === 'done') return seconds;
    await delay(POLL_MS);
    const now = performance.now();
    const part = state === 'queued' ? state : (step ?? state);
    seconds.set(part, (seconds.get(part) ?? 0) + (now - before) / 1000);
    before = now;
  }
}

/** With the rights of this machine's command line. Throws for an answer that is none. */
export async function ask({ address, token }: Served, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(address + path, {
    headers,
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

export function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  );
}
