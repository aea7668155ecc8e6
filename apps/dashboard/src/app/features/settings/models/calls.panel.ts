import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import {
  queryResource,
  type LanguageCallFragment,
  type LanguageCallState,
  type LanguageCallVerdict,
} from '@fabwright/data-access';
import { LanguageCallsDocument } from '@fabwright/data-access/documents/models';
import { Badge, Button, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import { CallPanel } from './call.panel.ts';
import { outcomeKey, outcomeStatus } from './model-words.ts';

const PAGE = 25;

/** What the list is narrowed to: a verdict, or a state of calls without one. */
type Outcome = '' | LanguageCallVerdict | Extract<LanguageCallState, 'FAILED' | 'LOST'>;
const OUTCOMES: readonly Outcome[] = ['', 'PASSED', 'REFUSED', 'FAILED', 'LOST'];

/** Every question to a language model, newest first; a row opens what was answered and what the verifier said. */
@Component({
  selector: 'fw-calls-panel',
  imports: [
    Badge,
    Button,
    CallPanel,
    DataTable,
    FieldInput,
    FormField,
    FormsModule,
    Panel,
    TableCellTemplate,
    TranslocoDirective,
  ],
  templateUrl: './calls.panel.html',
  styleUrl: './calls.panel.css',
})
export class CallsPanel {
  readonly models = input.required<readonly { readonly modelId: string; readonly name: string }[]>();

  protected readonly formats = inject(Formats);
  private readonly say = injectSay('settings.models');
  protected readonly outcomes = OUTCOMES;
  protected readonly modelId = signal('');
  protected readonly outcome = signal<Outcome>('');
  /** Another filter begins at the first page. */
  protected readonly after = linkedSignal<string, string | null>({
    source: () => `${this.modelId()} ${this.outcome()}`,
    computation: () => null,
  });
  protected readonly openId = signal<string | null>(null);
  private readonly query = queryResource(LanguageCallsDocument, () => {
    const outcome = this.outcome();
    return {
      modelId: this.modelId() || null,
      verdict: outcome === 'PASSED' || outcome === 'REFUSED' ? outcome : null,
      state: outcome === 'FAILED' || outcome === 'LOST' ? outcome : null,
      first: PAGE,
      after: this.after(),
    };
  });
  protected readonly rows = computed(() => (this.query.hasValue() ? this.query.value().languageCalls.nodes : []));
  protected readonly open = computed(() => this.rows().find(({ callId }) => callId === this.openId()) ?? null);
  protected readonly more = computed(() => {
    const info = this.query.hasValue() ? this.query.value().languageCalls.pageInfo : null;
    return info?.hasNextPage ? info.endCursor : null;
  });
  protected readonly narrowed = computed(() => this.modelId() !== '' || this.outcome() !== '');
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('calls.failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly columns = computed<TableColumn<LanguageCallFragment>[]>(() => [
    { key: 'at', label: this.say('calls.at'), text: ({ begunAt }) => this.formats.time(begunAt) },
    { key: 'who', label: this.say('calls.who'), text: ({ actorName }) => actorName },
    { key: 'subject', label: this.say('calls.subject'), text: (call) => this.subjectOf(call) },
    { key: 'model', label: this.say('calls.model'), text: ({ modelName }) => modelName },
    { key: 'outcome', label: this.say('calls.result') },
    { key: 'took', label: this.say('calls.took'), align: 'end', text: (call) => this.tookOf(call) },
    {
      key: 'tokens',
      label: this.say('calls.tokens'),
      align: 'end',
      text: ({ answerTokens }) => this.formats.number(answerTokens),
    },
  ]);
  protected readonly rowKey = ({ callId }: LanguageCallFragment): string => callId;
  protected readonly outcomeKey = outcomeKey;
  protected readonly outcomeStatus = outcomeStatus;

  reload(): void {
    this.query.reload();
  }

  private subjectOf({ subject, attempt, isTrial }: LanguageCallFragment): string {
    const [section = '', language = ''] = subject.split(' ');
    const words = { section: this.say(`sections.${section}`), language };
    if (isTrial) return this.say('calls.trialOf', words);
    return this.say(attempt === 1 ? 'calls.firstTry' : 'calls.secondTry', words);
  }

  private tookOf({ answerMs }: LanguageCallFragment): string {
    return answerMs === null ? '–' : this.formats.duration(answerMs);
  }
}
