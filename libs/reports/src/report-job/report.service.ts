import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import { parseWeekKey } from '@fabwright/facts';
import { BlobStore, DomainError, FabConfig, inScope, Jobs, type Actor, type JobRecord } from '@fabwright/platform';
import { calendarOf, ExcursionsService, LotService } from '@fabwright/quality';
import type { ReportDefinition } from '../definition/definition.ts';
import { DefinitionRules } from '../definition/definition-rules.service.ts';
import { reportKind } from '../schedule/report-kind.ts';
import {
  formOf,
  REPORT_JOB,
  reportJobs,
  SCREEN_JOB,
  type ReportFile,
  type ReportRequest,
  type ScreenFile,
} from './report-request.ts';

/** A report as somebody asks for it. */
export type ReportOrder = { readonly insertion?: string | null; readonly language: string; readonly paper: string } & (
  | { readonly kind: 'excursion'; readonly excursionId: string }
  | { readonly kind: 'lot'; readonly lotId: string }
  | { readonly kind: 'week'; readonly productId: string; readonly week: string }
);

/** A report that can be put together, of one period. */
export interface DefinedOrder extends Omit<ReportDefinition, 'language' | 'paper'> {
  /** Such as `2026-W47` or `2026-10`. */
  readonly period: string;
  readonly language: string;
  readonly paper: string;
}

/** Asks for reports and hands them out. The product scope is looked at both times. */
@Injectable()
export class ReportService {
  constructor(
    private readonly excursions: ExcursionsService,
    private readonly lots: LotService,
    private readonly insertions: ProductInsertionStore,
    private readonly jobs: Jobs,
    private readonly blobs: BlobStore,
    private readonly rules: DefinitionRules,
    private readonly config: FabConfig,
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN and INVALID_INPUT. */
  async start(order: ReportOrder, actor: Actor): Promise<JobRecord> {
    const jobId = await this.jobs.send(REPORT_JOB, await this.#request(order, actor), actor);
    return this.jobs.get(jobId, actor);
  }

  /** A report by its definition; `screen`: as data for a screen instead of a file. Throws INVALID_INPUT. */
  async startDefined(order: DefinedOrder, screen: boolean, actor: Actor): Promise<JobRecord> {
    const form = formOf(order.language, order.paper);
    const definition = await this.rules.checked({ ...order, ...form }, actor);
    const kind = reportKind(order.kind);
    kind.before(order.period, 1, calendarOf(this.config));
    const { scope: _, ...request } = kind.request(definition, order.period, form);
    const jobId = await this.jobs.send(screen ? SCREEN_JOB : REPORT_JOB, request, actor);
    return this.jobs.get(jobId, actor);
  }

  /** What a screen job has made. Throws NOT_FOUND, CONFLICT while it is being made, FORBIDDEN. */
  async screen(jobId: string, actor: Actor): Promise<ScreenFile & { readonly content: Readable }> {
    return this.#made<ScreenFile>(await this.jobs.get(jobId, actor), SCREEN_JOB.kind, actor);
  }

  /** A report job of this person. Throws NOT_FOUND, also for a job that makes no report. */
  async job(jobId: string, actor: Actor): Promise<JobRecord> {
    const job = await this.jobs.get(jobId, actor);
    if (!reportJobs.some(({ kind }) => kind === job.kind))
      throw new DomainError('NOT_FOUND', 'There is no such report.');
    return job;
  }

  /** Throws NOT_FOUND, CONFLICT while it is being made, FORBIDDEN when its product is out of scope by now. */
  async file(jobId: string, actor: Actor): Promise<ReportFile & { readonly content: Readable }> {
    return this.#made<ReportFile>(await this.jobs.get(jobId, actor), REPORT_JOB.kind, actor);
  }

  async #made<File extends ScreenFile>(
    job: JobRecord,
    kind: string,
    actor: Actor,
  ): Promise<File & { readonly content: Readable }> {
    if (job.kind !== kind) throw new DomainError('NOT_FOUND', 'There is no such report.');
    if (job.state !== 'done' || job.result === null) {
      throw new DomainError('CONFLICT', `This report is ${job.state}: there is no file yet.`);
    }
    const file = job.result as File;
    if (!inScope(actor.productScope, file.productId)) {
      throw new DomainError('FORBIDDEN', `You may not see reports about product ${file.productId} any more.`);
    }
    return { ...file, content: await this.blobs.read(file.blob) };
  }

  async #request(order: ReportOrder, actor: Actor): Promise<ReportRequest> {
    const form = formOf(order.language, order.paper);
    const insertion = order.insertion ?? null;
    if (order.kind === 'excursion') {
      const found = await this.excursions.record(order.excursionId, actor.productScope);
      return {
        kind: 'excursion',
        excursionId: found.excursionId,
        productId: found.productId,
        insertion: found.insertion,
        ...form,
      };
    }
    if (order.kind === 'lot') {
      const lot = await this.lots.lot(order.lotId, insertion, actor.productScope);
      return { kind: 'lot', lotId: lot.lotId, productId: lot.productId, insertion: lot.insertion, ...form };
    }
    const { productId, week } = order;
    if (!parseWeekKey(week)) throw wrongWeek(week);
    const known = (await this.insertions.all(actor.productScope)).filter((pair) => pair.productId === productId);
    const chosen = known.find((pair) => insertion === null || pair.insertion === insertion);
    if (!chosen) {
      throw new DomainError('NOT_FOUND', `There are no results of product ${productId} there that you may see.`);
    }
    return { kind: 'week', productId, insertion: chosen.insertion, week, ...form };
  }
}

function wrongWeek(week: string): DomainError {
  return new DomainError('INVALID_INPUT', `"${week}" is not a week such as 2026-W47.`, {
    detail: { field: 'week', reason: 'not-a-week' },
  });
}
