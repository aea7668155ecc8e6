import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { queryResource } from '@fabwright/data-access';
import {
  CommentReportDocument,
  DeleteReportCommentDocument,
  ReportCommentsDocument,
} from '@fabwright/data-access/documents/reports';
import { Button, Panel, Toasts, type PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { Changes } from '../settings/form/changes.ts';
import { FieldInput } from '../settings/form/field-input.ts';
import { FormField } from '../settings/form/form-field.ts';

/** What people say about a report that went out. */
@Component({
  selector: 'fw-issue-comments',
  imports: [Button, FieldInput, FormField, Panel],
  template: `
    <fw-panel
      [heading]="say('heading', { period: formats.period(period()) })"
      [caption]="say('caption')"
      [state]="state()"
      (retry)="query.reload()"
    >
      @for (comment of comments(); track comment.commentId) {
        <article>
          <p class="fw-caption">{{ comment.authorName }} · {{ formats.time(comment.writtenAt) }}</p>
          <p class="body">{{ comment.body }}</p>
          @if (comment.own) {
            <button fwButton type="button" (click)="remove(comment.commentId)">{{ say('delete') }}</button>
          }
        </article>
      } @empty {
        <p class="fw-muted">{{ say('empty') }}</p>
      }
      <form (submit)="send($event)">
        <fw-form-field [label]="say('text')" [issue]="problem()">
          <textarea fwFieldInput rows="2" [value]="text()" (input)="type($event)"></textarea>
        </fw-form-field>
        <button fwButton type="submit" [disabled]="busy() || text().trim() === ''">{{ say('send') }}</button>
      </form>
    </fw-panel>
  `,
  styles: `
    article {
      display: grid;
      gap: 2px;
      justify-items: start;
      padding: 6px 0;
      border-bottom: 1px solid var(--border);
    }
    .body {
      max-width: 72ch;
      color: var(--ink);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    form {
      display: grid;
      gap: 8px;
      justify-items: start;
      max-width: 72ch;
      padding-top: 8px;
    }
    fw-form-field {
      width: 100%;
    }
  `,
})
export class IssueCommentsPanel {
  readonly issueId = input.required<string>();
  /** Such as `2026-W47`. */
  readonly period = input.required<string>();

  private readonly changes = inject(Changes);
  private readonly toasts = inject(Toasts);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('reports.comments');
  protected readonly query = queryResource(ReportCommentsDocument, () => ({ issueId: this.issueId() }));
  /** Of another report another one. */
  protected readonly text = linkedSignal<string, string>({ source: this.issueId, computation: () => '' });
  protected readonly problem = linkedSignal<string, string | undefined>({
    source: this.issueId,
    computation: () => undefined,
  });
  protected readonly busy = signal(false);
  /** Sent twice, it is said once. */
  private requestId = crypto.randomUUID();
  protected readonly comments = computed(() => {
    const answer = this.query.hasValue() ? this.query.value().reportComments : null;
    return answer?.__typename === 'ReportCommentList' ? answer.comments : [];
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });

  constructor() {
    onChanges(['report-schedules'], () => this.query.reload());
  }

  protected type(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.text.set(event.target.value);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    const variables = { requestId: this.requestId, issueId: this.issueId(), text: this.text() };
    const outcome = await this.changes.send(CommentReportDocument, variables, (data) => data.commentReport, ['text']);
    this.busy.set(false);
    this.problem.set(outcome.ok ? undefined : (outcome.problem.issues['text'] ?? outcome.problem.message));
    if (!outcome.ok) return;
    this.requestId = crypto.randomUUID();
    this.text.set('');
    this.query.reload();
  }

  /** Taken back from the toast. */
  protected async remove(commentId: string): Promise<void> {
    if (!(await this.setDeleted(commentId, true))) return;
    this.toasts.show(this.say('deleted'), 'note', {
      label: this.say('undo'),
      run: () => void this.setDeleted(commentId, false),
    });
  }

  private async setDeleted(commentId: string, deleted: boolean): Promise<boolean> {
    const outcome = await this.changes.send(
      DeleteReportCommentDocument,
      { commentId, deleted },
      (data) => data.deleteReportComment,
    );
    if (!outcome.ok) this.toasts.show(outcome.problem.message, 'problem');
    this.query.reload();
    return outcome.ok;
  }
}
