import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';

/** What somebody says about a report that went out. */
export interface ReportComment {
  readonly commentId: string;
  readonly issueId: string;
  readonly body: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly writtenAt: Date;
}

const COLUMNS = `comment_id AS "commentId", issue_id AS "issueId", body, author_id AS "authorId",
  author_name AS "authorName", written_at AS "writtenAt"`;

@Injectable()
export class CommentRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Oldest first. */
  ofIssue(issueId: string): Promise<ReportComment[]> {
    return this.uow.query<ReportComment>(
      `SELECT ${COLUMNS} FROM report_comment WHERE issue_id::text = $1 AND deleted_at IS NULL
       ORDER BY written_at, comment_id`,
      [issueId],
    );
  }

  /** Also one that is deleted. */
  async find(commentId: string): Promise<ReportComment | null> {
    const rows = await this.uow.query<ReportComment>(
      `SELECT ${COLUMNS} FROM report_comment WHERE comment_id::text = $1`,
      [commentId],
    );
    return rows[0] ?? null;
  }

  /** False when there is one of this id already. */
  async insert({ commentId, issueId, body, authorId, authorName, writtenAt }: ReportComment): Promise<boolean> {
    const added = await this.uow.execute(
      `INSERT INTO report_comment (comment_id, issue_id, body, author_id, author_name, written_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [commentId, issueId, body, authorId, authorName, writtenAt],
    );
    return added === 1;
  }

  async setDeleted(commentId: string, deleted: boolean): Promise<void> {
    await this.uow.query('UPDATE report_comment SET deleted_at = CASE WHEN $2 THEN now() END WHERE comment_id = $1', [
      commentId,
      deleted,
    ]);
  }
}
