import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  DomainError,
  Done,
  Forbidden,
  InvalidInput,
  NotFound,
  toResult,
  type Actor,
} from '@fabwright/platform';
import { uuidOf } from '../schedule/request-id.ts';
import { IssueService, type TrackedIssue } from './issue.service.ts';
import { ReportBackfillResult, ReportIssueAsked, ReportIssueResult, ReportIssueView } from './issue.types.ts';

const idArg = { type: () => ID } as const;

@Resolver(() => ReportIssueView)
export class IssueResolver {
  constructor(private readonly issues: IssueService) {}

  @Allow('reports:subscribe')
  @Query(() => [ReportIssueView], { description: 'Newest first; at most 100.' })
  async reportIssues(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @CurrentActor() actor: Actor,
  ): Promise<ReportIssueView[]> {
    return (await this.issues.ofSchedule(scheduleId, first, actor)).map((one) => ReportIssueView.of(one));
  }

  @Allow('reports:subscribe')
  @Query(() => ReportIssueView, { nullable: true, description: 'Null: there is none such that you may see.' })
  async reportIssue(
    @Args('issueId', idArg) issueId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ReportIssueView | null> {
    try {
      return ReportIssueView.of(await this.issues.one(issueId, actor));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  @Allow('reports:subscribe')
  @Query(() => [ReportIssueView], { description: 'The newest of each schedule that you see.' })
  async lastReportIssues(@CurrentActor() actor: Actor): Promise<ReportIssueView[]> {
    return (await this.issues.last(actor)).map((one) => ReportIssueView.of(one));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportIssueResult, {
    description: 'To everybody, once more. The same requestId again changes nothing.',
  })
  runReportSchedule(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('requestId', idArg) requestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ReportIssueResult> {
    return asked(() => this.issues.runNow(scheduleId, uuidOf(requestId), actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportIssueResult, { description: 'To you alone. The same requestId again changes nothing.' })
  sampleReport(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('requestId', idArg) requestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ReportIssueResult> {
    return asked(() => this.issues.sample(scheduleId, uuidOf(requestId), actor));
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportBackfillResult, { description: 'The last periods, those that were sent left out.' })
  backfillReportSchedule(
    @Args('scheduleId', idArg) scheduleId: string,
    @Args('periods', { type: () => Int }) periods: number,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ReportBackfillResult> {
    return toResult(
      [InvalidInput, NotFound, Forbidden],
      async () => new Done(await this.issues.backfill(scheduleId, periods, actor)),
    );
  }
}

function asked(ask: () => Promise<TrackedIssue>): Promise<typeof ReportIssueResult> {
  return toResult(
    [InvalidInput, NotFound, Forbidden],
    async () => new ReportIssueAsked(ReportIssueView.of(await ask())),
  );
}
