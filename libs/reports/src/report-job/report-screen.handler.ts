import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { TEMPLATES } from '@fabwright/language/gateway';
import { BlobStore, JobHandler, type JobRun } from '@fabwright/platform';
import { checkReport } from '../content/closing-check.ts';
import { reportDocument } from '../document/report-document.ts';
import { checkedText } from '../narrative/checked-narrative.ts';
import { ReportGrounds } from './report-grounds.service.ts';
import { SCREEN_JOB, type ReportRequest, type ScreenFile } from './report-request.ts';
import { scopeOf } from './report-summary.ts';
import { screenContent } from './screen-content.ts';
import { workHash } from './work-hash.ts';

/**
 * The same report for a screen: its content as data, worded by templates, which answer at once. The closing check is
 * that of the paper. Asked again about the same figures, it hands out what it made before.
 */
@Injectable()
export class ReportScreenHandler extends JobHandler<ReportRequest> {
  readonly definition = SCREEN_JOB;

  constructor(
    private readonly grounds: ReportGrounds,
    private readonly blobs: BlobStore,
  ) {
    super();
  }

  /** Throws UNAVAILABLE when the finished text holds a number that is no fact: nothing is stored then. */
  async run({ input, progress, resultOfSame }: JobRun<ReportRequest>): Promise<ScreenFile> {
    await progress(0.1, 'gathering');
    const { figures, report } = await this.grounds.of(input, scopeOf(input));
    const known = (await resultOfSame(workHash('screen', input, figures))) as ScreenFile | undefined;
    if (known && (await this.blobs.renew(known.blob)) === known.byteSize) return known;
    await progress(0.5, 'drawing');
    const finished = await report(async (sheet) => {
      const { narrative } = await TEMPLATES.tell(sheet, input.language);
      return checkedText(narrative, sheet);
    });
    const { content } = finished;
    checkReport(reportDocument(content), finished, content.language);
    const bytes = Buffer.from(JSON.stringify(screenContent(finished)));
    const { key, byteSize } = await this.blobs.write(Readable.from([bytes]));
    return { blob: key, productId: input.productId, byteSize };
  }
}
