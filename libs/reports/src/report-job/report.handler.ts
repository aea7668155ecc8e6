import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { TemplateNarrator } from '@fabwright/language';
import { BlobStore, currentActor, JobHandler, type JobRun, type ProductScope } from '@fabwright/platform';
import { LotReportGatherer } from '../lot-report/lot-report.gatherer.ts';
import { checkedNarrative } from '../narrative/checked-narrative.ts';
import { renderInThread } from '../render/render-in-thread.ts';
import { WeekReportGatherer } from '../week-report/week-report.gatherer.ts';
import { reportFileName } from './file-name.ts';
import { lotReport, weekReport, type FinishedReport } from './finished-report.ts';
import { reportPdf } from './report-pdf.ts';
import {
  REPORT_JOB,
  type LotReportRequest,
  type ReportFile,
  type ReportRequest,
  type WeekReportRequest,
} from './report-request.ts';

type Run = JobRun<ReportRequest>;

/**
 * Makes a report as who asked for it: gather, narrate, draw, lay out, store. Running twice on the same data gives the
 * same bytes, and the store keeps the same bytes once.
 */
@Injectable()
export class ReportJobHandler extends JobHandler<ReportRequest> {
  readonly definition = REPORT_JOB;
  readonly #narrator = new TemplateNarrator();

  constructor(
    private readonly lots: LotReportGatherer,
    private readonly weeks: WeekReportGatherer,
    private readonly blobs: BlobStore,
  ) {
    super();
  }

  /** Throws UNAVAILABLE when the finished text holds a number that is no fact: nothing is stored then. */
  async run(run: Run): Promise<ReportFile> {
    const scope = currentActor()?.productScope ?? null;
    const { input } = run;
    await run.progress(0.02, 'gathering');
    const finished = input.kind === 'lot' ? await this.#lot(run, input, scope) : await this.#week(run, input, scope);
    await run.progress(0.5, 'laying-out');
    const pdf = await reportPdf(finished, (content) => renderInThread(content, run.signal));
    await run.progress(0.95, 'storing');
    const { key, byteSize } = await this.blobs.write(Readable.from([pdf]));
    return { blob: key, name: reportFileName(finished.content), productId: input.productId, byteSize };
  }

  async #lot(run: Run, request: LotReportRequest, scope: ProductScope): Promise<FinishedReport> {
    const ground = await this.lots.gather(request.lotId, request.insertion, scope);
    await run.progress(0.3, 'narrating');
    const narrative = await checkedNarrative(this.#narrator, ground.sheet, request.language);
    await run.progress(0.35, 'drawing');
    return lotReport({ ...ground, narrative }, request);
  }

  async #week(run: Run, request: WeekReportRequest, scope: ProductScope): Promise<FinishedReport> {
    const ground = await this.weeks.gather(request, scope);
    await run.progress(0.3, 'narrating');
    const narrative = await checkedNarrative(this.#narrator, ground.sheet, request.language);
    await run.progress(0.35, 'drawing');
    return weekReport({ ...ground, narrative }, request);
  }
}
