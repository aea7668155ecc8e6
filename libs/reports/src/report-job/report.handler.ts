import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Fact } from '@fabwright/facts';
import { TemplateNarrator } from '@fabwright/language';
import { BlobStore, currentActor, JobHandler, type JobRun, type ProductScope } from '@fabwright/platform';
import { checkReport } from '../content/closing-check.ts';
import { Printing } from '../content/printing.ts';
import type { ReportContent } from '../document/report-content.ts';
import { reportDocument } from '../document/report-document.ts';
import { lotReportContent } from '../lot-report/lot-report-content.ts';
import { LotReportGatherer } from '../lot-report/lot-report.gatherer.ts';
import { checkedNarrative } from '../narrative/checked-narrative.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { weekReportContent } from '../week-report/week-report-content.ts';
import { WeekReportGatherer } from '../week-report/week-report.gatherer.ts';
import { reportFileName } from './file-name.ts';
import {
  REPORT_JOB,
  type LotReportRequest,
  type ReportFile,
  type ReportRequest,
  type WeekReportRequest,
} from './report-request.ts';

/** A finished text with what its closing check needs. */
interface Finished {
  readonly content: ReportContent;
  readonly printing: Printing;
  readonly facts: readonly Fact[];
}

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
    const document = reportDocument(finished.content);
    checkReport(document, finished, input.language);
    const pdf = await renderPdf(document);
    await run.progress(0.95, 'storing');
    const { key, byteSize } = await this.blobs.write(Readable.from([pdf]));
    return { blob: key, name: reportFileName(finished.content), productId: input.productId, byteSize };
  }

  async #lot(
    run: Run,
    { lotId, insertion, language, paper }: LotReportRequest,
    scope: ProductScope,
  ): Promise<Finished> {
    const ground = await this.lots.gather(lotId, insertion, scope);
    await run.progress(0.3, 'narrating');
    const narrative = await checkedNarrative(this.#narrator, ground.sheet, language);
    await run.progress(0.35, 'drawing');
    const printing = new Printing(language, ground.calendar.zone);
    return {
      content: lotReportContent({ ...ground, narrative }, paper, printing),
      printing,
      facts: ground.sheet.facts,
    };
  }

  async #week(run: Run, request: WeekReportRequest, scope: ProductScope): Promise<Finished> {
    const { language, paper } = request;
    const ground = await this.weeks.gather(request, scope);
    await run.progress(0.3, 'narrating');
    const narrative = await checkedNarrative(this.#narrator, ground.sheet, language);
    await run.progress(0.35, 'drawing');
    const printing = new Printing(language, ground.calendar.zone);
    const content = weekReportContent({ ...ground, narrative }, paper, printing);
    return { content, printing, facts: ground.sheet.facts };
  }
}
