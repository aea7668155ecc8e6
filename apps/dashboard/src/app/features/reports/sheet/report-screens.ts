import { inject, Injectable } from '@angular/core';
import type { ReportOrderInput } from '@fabwright/data-access';
import { ReportJobDocument } from '@fabwright/data-access/documents/report';
import { ShowReportDocument } from '@fabwright/data-access/documents/reports';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { toReportRun } from '../../report/report-request.ts';
import type { SheetContent } from './sheet-content.ts';

const POLL_MS = 250;

/** A report for the screen, or why there is none in the server's words; empty: it could not be asked. */
export type ShownReport =
  | { readonly kind: 'sheet'; readonly content: SheetContent }
  | { readonly kind: 'none'; readonly why: string };

/** Has reports made for the screen. */
@Injectable({ providedIn: 'root' })
export class ReportScreens {
  private readonly apollo = inject(Apollo);

  /** Throws when the server can't be reached, and when `signal` says that nobody waits any more. */
  async show(order: ReportOrderInput, signal: AbortSignal): Promise<ShownReport> {
    const { data } = await firstValueFrom(this.apollo.mutate({ mutation: ShowReportDocument, variables: { order } }));
    const started = data?.showReport;
    if (started?.__typename !== 'JobAccepted') return { kind: 'none', why: started?.message ?? '' };
    for (let run = toReportRun(started.job); ; run = await this.ask(started.job.jobId)) {
      signal.throwIfAborted();
      if (run.kind === 'done') return { kind: 'sheet', content: await contentAt(run.resultUrl, signal) };
      if (run.kind !== 'running') return { kind: 'none', why: run.kind === 'failed' ? run.message : '' };
      await pause(POLL_MS);
    }
  }

  private async ask(jobId: string) {
    const options = { query: ReportJobDocument, variables: { jobId }, fetchPolicy: 'network-only' as const };
    const { data } = await firstValueFrom(this.apollo.query(options));
    if (!data?.job) throw new Error('The job is gone.');
    return toReportRun(data.job);
  }
}

async function contentAt(url: string, signal: AbortSignal): Promise<SheetContent> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The report could not be read: ${response.status}.`);
  return (await response.json()) as SheetContent;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
