import { Component, computed, inject, input, output } from '@angular/core';
import type { ExcursionPageFragment } from '@fabwright/data-access';
import { Button, Icon, Panel, type PanelState } from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';

type Action = ExcursionPageFragment['actions'][number];

/** What was agreed: who, until when, done or not. */
@Component({
  selector: 'fw-excursion-actions',
  imports: [Button, Icon, Panel],
  template: `
    <fw-panel [heading]="say('heading')" [state]="state()">
      <ng-container ngProjectAs="[fwPanelTools]">
        @if (mayAdd()) {
          <button fwButton variant="link" type="button" (click)="added.emit()">{{ sayAct('ACTION_ADDED') }}</button>
        }
      </ng-container>
      <ul class="list">
        @for (action of actions(); track action.actionId) {
          <li>
            <p class="row">
              <fw-icon [name]="action.doneAt ? 'check' : 'clock'" size="14" />
              <span>{{ action.what }}</span>
              <span class="fw-caption">{{ action.assigneeName }}</span>
            </p>
            <p class="row fw-caption">
              <span>{{ whenOf(action) }}</span>
              @if (mayComplete() && !action.doneAt) {
                <button fwButton variant="link" type="button" (click)="completed.emit(action)">
                  {{ sayAct('ACTION_DONE') }}
                </button>
              }
            </p>
            @if (action.doneComment) {
              <blockquote>{{ action.doneComment }}</blockquote>
            }
          </li>
        }
      </ul>
    </fw-panel>
  `,
  styleUrl: './side-list.css',
})
export class ActionsPanel {
  readonly actions = input.required<readonly Action[]>();
  readonly mayAdd = input.required<boolean>();
  readonly mayComplete = input.required<boolean>();
  readonly added = output<void>();
  readonly completed = output<Action>();

  private readonly formats = inject(Formats);
  protected readonly say = injectSay('excursions.actions');
  protected readonly sayAct = injectSay('excursions.act');
  protected readonly state = computed<PanelState>(() =>
    this.actions().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('none') },
  );

  protected whenOf({ doneAt, doneBy, dueAt }: Action): string {
    if (doneAt) return this.say('done', { when: this.formats.time(doneAt), who: doneBy ?? '–' });
    if (!dueAt) return this.say('noDue');
    const overdue = Date.parse(dueAt) < Date.now();
    return this.say(overdue ? 'overdue' : 'due', { when: this.formats.time(dueAt) });
  }
}
