import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  DomainError,
  Forbidden,
  InvalidInput,
  NotFound,
  toResult,
  type Actor,
} from '@fabwright/platform';
import type { ReportSchedule, ScheduleDraft, ScheduleRecipients } from './schedule.ts';
import { uuidOf } from './request-id.ts';
import { ScheduleChoicesService } from './schedule-choices.service.ts';
import { ReportSchedules } from './schedule.service.ts';
import {
  ReportPreviewResult,
  ReportScheduleChoices,
  ReportScheduleInput,
  ReportScheduleOutdated,
  ReportScheduleResult,
  ReportScheduleSaved,
  ReportScheduleView,
  ReportSubscriptionInput,
} from './schedule.types.ts';

const idArg = { type: () => ID } as const;
const flagArg = { type: () => Boolean } as const;
const scheduleArg = { type: () => ReportScheduleInput } as const;
type Result = Promise<typeof ReportScheduleResult>;

@Resolver(() => ReportScheduleView)
export class ScheduleResolver {
  constructor(
    private readonly schedules: ReportSchedules,
    private readonly choices: ScheduleChoicesService,
  ) {}

  @Allow('reports:subscribe')
  @Query(() => [ReportScheduleView], { description: 'Your own, and those that send to you; by name.' })
  async reportSchedules(@CurrentActor() actor: Actor): Promise<ReportScheduleView[]> {
    return Promise.all((await this.schedules.list(actor)).map((schedule) => this.#view(schedule, actor)));
  }

  @Allow('reports:subscribe')
  @Query(() => ReportScheduleChoices)
  reportScheduleChoices(@CurrentActor() actor: Actor): Promise<ReportScheduleChoices> {
    return this.choices.of(actor);
  }

  @Allow('reports:subscribe')
  @Query(() => ReportPreviewResult, { description: 'The next five times, and who would get it now.' })
  reportSchedulePreview(
    @Args('schedule', scheduleArg) input: ReportScheduleInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ReportPreviewResult> {
    return toResult([InvalidInput, Forbidden], () => this.choices.preview(draftOf(input), actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportScheduleResult, { description: 'requestId becomes its id: the same again makes no second.' })
  createReportSchedule(
    @Args('requestId', idArg) requestId: string,
    @Args('schedule', scheduleArg) input: ReportScheduleInput,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.schedules.create(uuidOf(requestId), draftOf(input), actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportScheduleResult, { description: 'Last week to yourself, Mondays at eight; once a product.' })
  subscribeToReport(
    @Args('order', { type: () => ReportSubscriptionInput }) order: ReportSubscriptionInput,
    @CurrentActor() actor: Actor,
  ): Result {
    const language = order.language === 'zh-CN' ? 'zh-CN' : 'en';
    const insertion = order.insertion ?? null;
    return this.#saved(actor, () => this.schedules.subscribe({ ...order, insertion, language }, actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportScheduleResult)
  changeReportSchedule(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('schedule', scheduleArg) input: ReportScheduleInput,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.schedules.change(scheduleId, version, draftOf(input), actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportScheduleResult, { description: 'What comes due while it is paused does not go out.' })
  pauseReportSchedule(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('paused', flagArg) paused: boolean,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.schedules.setPaused(scheduleId, paused, actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportScheduleResult, { description: 'deleted: false takes it back.' })
  deleteReportSchedule(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('deleted', flagArg) deleted: boolean,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.schedules.setDeleted(scheduleId, deleted, actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportScheduleResult, { description: 'Whether you get what it sends to you.' })
  unsubscribeFromReport(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('unsubscribed', flagArg) unsubscribed: boolean,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.schedules.setUnsubscribed(scheduleId, unsubscribed, actor));
  }

  async #saved(actor: Actor, save: () => Promise<ReportSchedule>): Result {
    try {
      return await toResult(
        [InvalidInput, NotFound, Forbidden],
        async () => new ReportScheduleSaved(await this.#view(await save(), actor)),
      );
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CONFLICT') return new ReportScheduleOutdated(error.message);
      throw error;
    }
  }

  async #view(schedule: ReportSchedule, actor: Actor): Promise<ReportScheduleView> {
    const mayChange = this.schedules.mayChange(schedule, actor);
    return Object.assign(new ReportScheduleView(), structuredClone(schedule), {
      ...(!mayChange && { recipients: onlySelf(schedule, actor) }),
      own: schedule.ownerId === actor.id,
      mayChange,
      unsubscribed: await this.schedules.hasUnsubscribed(schedule, actor),
    });
  }
}

/** Who else gets it is for those to see who may change it. */
function onlySelf({ recipients: { roles, accountIds } }: ReportSchedule, { id, role }: Actor): ScheduleRecipients {
  return {
    ...{ addresses: [], webhookIds: [], folder: false },
    roles: roles.filter((one) => one === role),
    accountIds: accountIds.filter((one) => one === id),
  };
}

function draftOf(input: ReportScheduleInput): ScheduleDraft {
  const { insertion = null, lotTypes = null, sections = null, definitionId = null, ...rest } = input;
  return { ...rest, insertion, lotTypes, sections, definitionId };
}
