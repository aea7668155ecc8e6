import { inject, Injectable } from '@angular/core';
import type { ReportDefinitionFragment } from '@fabwright/data-access';
import {
  ChangeReportDefinitionDocument,
  CreateReportDefinitionDocument,
  DeleteReportDefinitionDocument,
} from '@fabwright/data-access/documents/reports';
import { Toasts } from '@fabwright/ui';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../../settings/form/changes.ts';
import type { Outcome } from '../../settings/form/outcome.ts';
import { inputOfDefinition, type DefinitionDraft } from './definition-draft.ts';

const FIELDS = ['name', 'productId', 'lotTypes'];

/** What one can do with a report that was put together; each act says what came of it. */
@Injectable({ providedIn: 'root' })
export class DefinitionActs {
  private readonly changes = inject(Changes);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('reports');

  /** One's own is changed; somebody else's becomes a copy of one's own. The id under which it is kept. */
  async save(draft: DefinitionDraft, known: ReportDefinitionFragment | null): Promise<Outcome<string>> {
    const definition = inputOfDefinition({ ...draft, name: draft.name.trim() || this.say(`kinds.${draft.kind}`) });
    const outcome = known?.own
      ? await this.changes.send(
          ChangeReportDefinitionDocument,
          { definitionId: known.definitionId, version: known.version, definition },
          (data) => data.changeReportDefinition,
          FIELDS,
        )
      : await this.changes.send(
          CreateReportDefinitionDocument,
          { requestId: crypto.randomUUID(), definition },
          (data) => data.createReportDefinition,
          FIELDS,
        );
    if (!outcome.ok) return outcome;
    if (outcome.value.__typename !== 'ReportDefinitionSaved') {
      return { ok: false, problem: { issues: {}, message: this.say('builder.outdated') } };
    }
    this.toasts.show(this.say('builder.saved', { name: definition.name }));
    return { ok: true, value: outcome.value.definition.definitionId };
  }

  /** Taken back from the toast. */
  async delete({ definitionId, name }: ReportDefinitionFragment): Promise<boolean> {
    if (!(await this.setDeleted(definitionId, true))) return false;
    this.toasts.show(this.say('acts.deleted', { name }), 'note', {
      label: this.say('acts.undo'),
      run: () => void this.setDeleted(definitionId, false),
    });
    return true;
  }

  private async setDeleted(definitionId: string, deleted: boolean): Promise<boolean> {
    const outcome = await this.changes.send(
      DeleteReportDefinitionDocument,
      { definitionId, deleted },
      (data) => data.deleteReportDefinition,
    );
    if (!outcome.ok) this.toasts.show(outcome.problem.message, 'problem');
    return outcome.ok;
  }
}
