import { Injectable } from '@nestjs/common';
import { Audit, ChangeNotifier, DomainError, UnitOfWork, type Actor } from '@fabwright/platform';
import { IssueService } from '../issue/issue.service.ts';
import { SCHEDULES_TOPIC } from '../schedule/schedules-topic.ts';
import { CommentRepository, type ReportComment } from './comment.repository.ts';

const LONGEST = 4_000;
/** But for new line and tab. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What people say about a report that went out. Whoever sees the report sees it, and may say something. */
@Injectable()
export class ReportComments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly comments: CommentRepository,
    private readonly issues: IssueService,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
  ) {}

  /** Oldest first. Throws NOT_FOUND for a report that the actor does not see. */
  async ofIssue(issueId: string, actor: Actor): Promise<ReportComment[]> {
    const { issue } = await this.issues.one(issueId, actor);
    return this.comments.ofIssue(issue.issueId);
  }

  /** `requestId` is the comment's id: the same request again says it once. Throws NOT_FOUND, INVALID_INPUT. */
  add(requestId: string, issueId: string, text: string, actor: Actor): Promise<ReportComment[]> {
    const body = bodyOf(text);
    return this.uow.run(async () => {
      const { issue } = await this.issues.one(issueId, actor);
      const by = { authorId: actor.id, authorName: actor.name, writtenAt: new Date() };
      const added = await this.comments.insert({ commentId: requestId, issueId: issue.issueId, body, ...by });
      if (added) await this.#tell('commented', issue.issueId, requestId, issue.scheduleId);
      return this.comments.ofIssue(issue.issueId);
    });
  }

  /** One's own; it can be had back. Throws NOT_FOUND, FORBIDDEN for somebody else's. */
  setDeleted(commentId: string, deleted: boolean, actor: Actor): Promise<ReportComment[]> {
    return this.uow.run(async () => {
      const comment = await this.comments.find(commentId);
      if (!comment) throw new DomainError('NOT_FOUND', 'There is no such comment any more.');
      const { issue } = await this.issues.one(comment.issueId, actor);
      if (comment.authorId !== actor.id) throw new DomainError('FORBIDDEN', 'This comment is somebody else’s.');
      await this.comments.setDeleted(comment.commentId, deleted);
      const act = deleted ? 'comment-deleted' : 'comment-restored';
      await this.#tell(act, issue.issueId, comment.commentId, issue.scheduleId);
      return this.comments.ofIssue(issue.issueId);
    });
  }

  async #tell(act: string, issueId: string, commentId: string, scheduleId: string): Promise<void> {
    await this.audit.record({ action: `reports.${act}`, subject: issueId, detail: { commentId } });
    await this.notifier.changed(SCHEDULES_TOPIC, [scheduleId]);
  }
}

function bodyOf(text: string): string {
  const body = text.toWellFormed().replace(CONTROL, '').trim();
  if (body !== '' && body.length <= LONGEST) return body;
  throw new DomainError('INVALID_INPUT', `Say it in 1 to ${LONGEST} characters.`, {
    detail: { field: 'text', reason: 'text-form' },
  });
}
