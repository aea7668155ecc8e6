import { DOCUMENT } from '@angular/common';
import { inject, Injectable, signal, type Signal } from '@angular/core';
import type { StartLotReportMutation } from '@fabwright/data-access';
import {
  CancelJobDocument,
  ReportJobDocument,
  StartExcursionReportDocument,
  StartLotReportDocument,
  StartWeekReportDocument,
} from '@fabwright/data-access/documents/report';
import { StartReportDocument } from '@fabwright/data-access/documents/reports';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { toReportRun, type ReportRequest, type ReportRun } from './report-request.ts';

const POLL_MS = 700;
/** A poll that fails (server restarting) is asked again so often before the report counts as lost. */
const PATIENCE = 20;

type Started = StartLotReportMutation['startLotReport'];

/** Starts reports and follows them to their file, also when the dialog that started one is closed. */
@Injectable({ providedIn: 'root' })
export class ReportJobs {
  private readonly apollo = inject(Apollo);
  private readonly document = inject(DOCUMENT);

  /** The run, from its start to its file; the file downloads by itself. */
  start(request: ReportRequest): Signal<ReportRun> {
    const run = signal<ReportRun>({ kind: 'running', jobId: null, progress: 0, step: null });
    void this.follow(request, (state) => run.set(state));
    return run.asReadonly();
  }

  async cancel(jobId: string): Promise<void> {
    await firstValueFrom(this.apollo.mutate({ mutation: CancelJobDocument, variables: { jobId } }));
  }

  download(resultUrl: string): void {
    const link = this.document.createElement('a');
    link.href = resultUrl;
    link.download = '';
    link.click();
  }

  private async follow(request: ReportRequest, tell: (run: ReportRun) => void): Promise<void> {
    try {
      const started = await this.send(request);
      if (started.__typename !== 'JobAccepted') {
        tell({ kind: 'failed', message: started.message, remedy: null });
        return;
      }
      const { job } = started;
      let run = toReportRun(job);
      tell(run);
      while (run.kind === 'running') {
        await pause(POLL_MS);
        run = await this.ask(job.jobId);
        tell(run);
      }
      if (run.kind === 'done') this.download(run.resultUrl);
    } catch {
      tell({ kind: 'failed', message: '', remedy: null });
    }
  }

  private async send({ target, language, paper }: ReportRequest): Promise<Started> {
    if (target.kind === 'lot') {
      const { lotId, insertion } = target;
      const variables = { lotId, insertion, language, paper };
      const answer = await firstValueFrom(this.apollo.mutate({ mutation: StartLotReportDocument, variables }));
      return present(answer.data).startLotReport;
    }
    if (target.kind === 'excursion') {
      const variables = { excursionId: target.excursionId, language, paper };
      const answer = await firstValueFrom(this.apollo.mutate({ mutation: StartExcursionReportDocument, variables }));
      return present(answer.data).startExcursionReport;
    }
    if (target.kind === 'defined') {
      const variables = { order: { ...target.order, language, paper } };
      const answer = await firstValueFrom(this.apollo.mutate({ mutation: StartReportDocument, variables }));
      return present(answer.data).startReport;
    }
    const { productId, insertion, week } = target;
    const variables = { productId, insertion, week, language, paper };
    const answer = await firstValueFrom(this.apollo.mutate({ mutation: StartWeekReportDocument, variables }));
    return present(answer.data).startWeekReport;
  }

  private async ask(jobId: string): Promise<ReportRun> {
    for (let attempt = 1; ; attempt++) {
      try {
        const options = { query: ReportJobDocument, variables: { jobId }, fetchPolicy: 'network-only' as const };
        const { data } = await firstValueFrom(this.apollo.query(options));
        return data?.job ? toReportRun(data.job) : { kind: 'failed', message: '', remedy: null };
      } catch (failure) {
        if (attempt >= PATIENCE) throw failure;
        await pause(POLL_MS);
      }
    }
  }
}

function present<Data>(data: Data | null | undefined): Data {
  if (data === null || data === undefined) throw new Error('The server answered without data.');
  return data;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
