import { Body, Controller, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { Allow, CurrentActor, DomainError, JobViews, type Actor, type JobView } from '@fabwright/platform';
import { z } from 'zod';
import { attachment } from './file-name.ts';
import { ReportService } from './report.service.ts';

const id = z.string().min(1).max(128);
const form = { insertion: id.optional(), language: z.string().default('en'), paper: z.string().default('A4') };
const Order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lot'), lotId: id, ...form }),
  z.object({ kind: z.literal('week'), productId: id, week: id, ...form }),
]);

/** Reports by HTTP, for the command line and for downloads. */
@Controller('reports/v1')
export class ReportController {
  constructor(
    private readonly reports: ReportService,
    private readonly views: JobViews,
  ) {}

  @Allow('reports:write')
  @Post()
  @HttpCode(202)
  async start(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<{ jobId: string }> {
    const order = Order.safeParse(body);
    if (!order.success) {
      const fields = order.error.issues.map((issue) => issue.path.join('.') || 'body').join(', ');
      throw new DomainError('INVALID_INPUT', `The order of this report is not right: look at ${fields}.`);
    }
    const { insertion = null, ...rest } = order.data;
    const { jobId } = await this.reports.start({ ...rest, insertion }, actor);
    return { jobId };
  }

  @Allow('reports:read')
  @Get(':jobId')
  async state(@Param('jobId') jobId: string, @CurrentActor() actor: Actor): Promise<JobView> {
    return this.views.of(await this.reports.job(jobId, actor));
  }

  @Allow('reports:read')
  @Get(':jobId/file')
  async file(@Param('jobId') jobId: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { content, name, byteSize } = await this.reports.file(jobId, actor);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: attachment(name),
      length: byteSize,
    });
  }

  @Allow('reports:read')
  @Get(':jobId/screen')
  async screen(@Param('jobId') jobId: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { content, byteSize } = await this.reports.screen(jobId, actor);
    return new StreamableFile(content, { type: 'application/json; charset=utf-8', length: byteSize });
  }
}
