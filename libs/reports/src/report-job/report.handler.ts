import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { TextNarrators, type TextNarrator } from '@fabwright/language/gateway';
import { BlobStore, JobHandler, type JobRun } from '@fabwright/platform';
import { checkedText } from '../narrative/checked-narrative.ts';
import { ReportRenderer } from '../render/report-renderer.ts';
import { reportFileName } from './file-name.ts';
import { ReportGrounds, type Ground } from './report-grounds.service.ts';
import { reportPdf } from './report-pdf.ts';
import { REPORT_JOB, type ReportFile, type ReportRequest } from './report-request.ts';
import type { ReportStep } from './report-steps.ts';
import { reportSummary, scopeOf } from './report-summary.ts';
import { workHash } from './work-hash.ts';

type Run = JobRun<ReportRequest>;

/**
 * Makes a report as who asked for it: gather, narrate, draw, lay out, store. Running twice on the same data gives the
 * same bytes, and the store keeps the same bytes once. Where the same report was made of the same figures before, its
 * file is handed out again; the figures are gathered with the rights of who asks, so nobody gets what they may not see.
 * The language model that narrates words it, or the templates where there is none or it fails: a report comes of it.
 */
@Injectable()
export class ReportJobHandler extends JobHandler<ReportRequest> {
  readonly definition = REPORT_JOB;

  constructor(
    private readonly grounds: ReportGrounds,
    private readonly blobs: BlobStore,
    private readonly renderer: ReportRenderer,
    private readonly narrators: TextNarrators,
  ) {
    super();
  }

  /** Throws UNAVAILABLE when the finished text holds a number that is no fact: nothing is stored then. */
  async run(run: Run): Promise<ReportFile> {
    const { input } = run;
    const show = (fraction: number, step: ReportStep): Promise<void> => run.progress(fraction, step);
    await show(0.02, 'gathering');
    const ground = await this.grounds.of(input, scopeOf(input));
    const narrator = await this.narrators.now(run.signal);
    const known = await this.#known(run, ground, narrator);
    if (known) return known;
    this.renderer.warmUp();
    await show(0.1, 'narrating');
    const how = { modelWasAway: false };
    const finished = await ground.report(async (sheet) => {
      const told = await narrator.tell(sheet, input.language, {
        signal: run.signal,
        onSection: (section, done) => show(0.1 + 0.5 * done, `narrating-${section}`),
      });
      how.modelWasAway = told.modelWasAway;
      await show(0.6, 'drawing');
      return checkedText(told.narrative, sheet);
    });
    await show(0.7, 'laying-out');
    const pdf = await reportPdf(finished, (content) => this.renderer.layOut(content, run.signal));
    await show(0.95, 'storing');
    const { key, byteSize } = await this.blobs.write(Readable.from([pdf]));
    const { content } = finished;
    const { productId } = input;
    const summary = reportSummary(content);
    return { blob: key, name: reportFileName(content), productId, byteSize, summary, ...how };
  }

  /** The file of the same report, where the same narrator worded it before, was there for it, and it is still kept. */
  async #known(
    { input, resultOfSame }: Run,
    { figures }: Ground,
    { identity }: TextNarrator,
  ): Promise<ReportFile | undefined> {
    const file = (await resultOfSame(workHash(identity, input, figures))) as ReportFile | undefined;
    if (file?.modelWasAway) return undefined;
    return file && (await this.blobs.renew(file.blob)) === file.byteSize ? file : undefined;
  }
}
