import { Args, Field, ID, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Forbidden,
  InvalidInput,
  NotFound,
  toResult,
  unionOf,
  type Actor,
} from '@fabwright/platform';
import { uuidOf } from '../schedule/request-id.ts';
import type { ReportComment } from './comment.repository.ts';
import { ReportComments } from './comment.service.ts';

@ObjectType('ReportComment', { description: 'What somebody says about a report that went out.' })
export class ReportCommentView {
  @Field(() => ID)
  commentId!: string;

  @Field(() => String)
  body!: string;

  @Field(() => String)
  authorName!: string;

  @Field(() => Date)
  writtenAt!: Date;

  @Field(() => Boolean, { description: 'Yours: you may delete it.' })
  own!: boolean;
}

@ObjectType({ description: 'All that is said about the report, oldest first.' })
export class ReportCommentList {
  @Field(() => [ReportCommentView])
  comments: ReportCommentView[];

  constructor(comments: ReportCommentView[]) {
    this.comments = comments;
  }
}

export const ReportCommentResult = unionOf('ReportCommentResult', [
  ReportCommentList,
  InvalidInput,
  NotFound,
  Forbidden,
]);

const idArg = { type: () => ID } as const;
type Result = Promise<typeof ReportCommentResult>;

@Resolver(() => ReportCommentView)
export class CommentResolver {
  constructor(private readonly comments: ReportComments) {}

  @Allow('reports:subscribe')
  @Query(() => ReportCommentResult, { description: 'Oldest first.' })
  reportComments(@Args('issueId', idArg) issueId: string, @CurrentActor() actor: Actor): Result {
    return listed(() => this.comments.ofIssue(issueId, actor), actor);
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportCommentResult, { description: 'requestId becomes its id: the same again says it once.' })
  commentReport(
    @Args('requestId', idArg) requestId: string,
    @Args('issueId', idArg) issueId: string,
    @Args('text', { type: () => String }) text: string,
    @CurrentActor() actor: Actor,
  ): Result {
    return listed(() => this.comments.add(uuidOf(requestId), issueId, text, actor), actor);
  }

  @Allow('reports:subscribe')
  @Mutation(() => ReportCommentResult, { description: 'Your own; deleted: false takes it back.' })
  deleteReportComment(
    @Args('commentId', idArg) commentId: string,
    @Args('deleted', { type: () => Boolean }) deleted: boolean,
    @CurrentActor() actor: Actor,
  ): Result {
    return listed(() => this.comments.setDeleted(commentId, deleted, actor), actor);
  }
}

function listed(work: () => Promise<ReportComment[]>, actor: Actor): Result {
  return toResult([InvalidInput, NotFound, Forbidden], async () => new ReportCommentList(viewsOf(await work(), actor)));
}

function viewsOf(comments: readonly ReportComment[], { id }: Actor): ReportCommentView[] {
  return comments.map((comment) => Object.assign(new ReportCommentView(), comment, { own: comment.authorId === id }));
}
