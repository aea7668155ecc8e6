import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Forbidden,
  InvalidInput,
  JobAccepted,
  JobResult,
  JobViews,
  NotFound,
  toResult,
  type Actor,
  type JobRecord,
} from '@fabwright/platform';
import { ReportOrderInput } from './report.types.ts';
import { ReportService, type DefinedOrder, type ReportOrder } from './report.service.ts';

@Resolver()
export class ReportResolver {
  constructor(
    private readonly reports: ReportService,
    private readonly views: JobViews,
  ) {}

  @Allow('reports:write')
  @Mutation(() => JobResult, { description: 'A lot as PDF; language en or zh-CN, paper A4 or LETTER.' })
  startLotReport(
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('insertion', { type: () => String, nullable: true }) insertion: string | null,
    @Args('language', { type: () => String }) language: string,
    @Args('paper', { type: () => String }) paper: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof JobResult> {
    return this.#start({ kind: 'lot', lotId, insertion, language, paper }, actor);
  }

  @Allow('reports:write')
  @Mutation(() => JobResult, { description: 'A week of a product as PDF; the week such as 2026-W47.' })
  startWeekReport(
    @Args('productId', { type: () => ID }) productId: string,
    @Args('insertion', { type: () => String, nullable: true }) insertion: string | null,
    @Args('week', { type: () => String }) week: string,
    @Args('language', { type: () => String }) language: string,
    @Args('paper', { type: () => String }) paper: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof JobResult> {
    return this.#start({ kind: 'week', productId, insertion, week, language, paper }, actor);
  }

  @Allow('reports:write')
  @Mutation(() => JobResult, { description: 'The evidence of an excursion as PDF.' })
  startExcursionReport(
    @Args('excursionId', { type: () => ID }) excursionId: string,
    @Args('language', { type: () => String }) language: string,
    @Args('paper', { type: () => String }) paper: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof JobResult> {
    return this.#start({ kind: 'excursion', excursionId, language, paper }, actor);
  }

  @Allow('reports:write')
  @Mutation(() => JobResult, { description: 'A report that was put together, as PDF.' })
  startReport(
    @Args('order', { type: () => ReportOrderInput }) order: ReportOrderInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof JobResult> {
    return this.#accepted(() => this.reports.startDefined(orderOf(order), false, actor));
  }

  @Allow('reports:read')
  @Mutation(() => JobResult, { description: 'The same for a screen: the job leads to its content as JSON.' })
  showReport(
    @Args('order', { type: () => ReportOrderInput }) order: ReportOrderInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof JobResult> {
    return this.#accepted(() => this.reports.startDefined(orderOf(order), true, actor));
  }

  #start(order: ReportOrder, actor: Actor): Promise<typeof JobResult> {
    return this.#accepted(() => this.reports.start(order, actor));
  }

  #accepted(start: () => Promise<JobRecord>): Promise<typeof JobResult> {
    return toResult([NotFound, Forbidden, InvalidInput], async () => new JobAccepted(this.views.of(await start())));
  }
}

function orderOf({ insertion = null, lotTypes = null, sections = null, ...order }: ReportOrderInput): DefinedOrder {
  return { ...order, insertion, lotTypes, sections };
}
