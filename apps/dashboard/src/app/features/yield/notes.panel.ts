import { Component, computed, inject, input, output } from '@angular/core';
import { WithdrawNoteDocument, WriteNoteDocument } from '@fabwright/data-access/documents/yield';
import { Ask, Button, Icon, Toasts } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import type { TrendParts } from './explore-view.ts';
import { AskText } from './text-dialog.ts';

type Note = TrendParts['notes'][number];

/** Engineers' notes under the time axis: read, written and withdrawn without a pointer. */
@Component({
  selector: 'fw-explore-notes',
  imports: [Button, Icon, TranslocoDirective],
  template: `
    <div class="notes" *transloco="let t; prefix: 'explore.note'">
      @if (may() && productId()) {
        <button fwButton type="button" [disabled]="!at()" (click)="write()">
          <fw-icon name="plus" size="14" />{{ t('write') }}
        </button>
      }
      <ul>
        @for (note of notes(); track note.noteId) {
          <li>
            <time class="fw-caption">{{ formats.time(note.at, false) }}</time> {{ note.text }}
            <span class="fw-caption">{{ note.by }}</span>
            @if (may()) {
              <button fwButton variant="link" type="button" (click)="withdraw(note)">{{ t('withdraw') }}</button>
            }
          </li>
        }
      </ul>
    </div>
  `,
  styles: `
    .notes {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      font: var(--t-small);
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
    }
    li {
      max-width: 68ch;
    }
  `,
})
export class NotesPanel {
  readonly notes = input.required<readonly Note[]>();
  readonly productId = input.required<string | null>();
  /** The moment that a new note is about, in milliseconds. */
  readonly at = input.required<number | null>();
  readonly changed = output<void>();
  protected readonly formats = inject(Formats);
  private readonly apollo = inject(Apollo);
  private readonly ask = inject(Ask);
  private readonly askText = inject(AskText);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);
  private readonly say = injectSay('explore.note');
  protected readonly may = computed(() => this.session.may('notes:write'));

  async write(): Promise<void> {
    const [at, productId] = [this.at(), this.productId()];
    if (at === null || productId === null || !this.may()) return;
    const time = new Date(at).toISOString();
    const text = await this.askText.ask({
      heading: this.say('heading', { time: this.formats.time(time) }),
      label: this.say('label'),
      hint: this.say('hint'),
      action: this.say('write'),
      text: '',
      optional: false,
    });
    if (text === null) return;
    const note = { productId, at: time, text };
    const { data } = await firstValueFrom(this.apollo.mutate({ mutation: WriteNoteDocument, variables: { note } }));
    const answer = data?.writeNote;
    if (answer?.__typename === 'NoteWritten') this.changed.emit();
    else this.toasts.show(answer?.message ?? this.say('failed'), 'problem');
  }

  protected async withdraw({ noteId, text }: Note): Promise<void> {
    const sure = await this.ask.ask({ heading: this.say('withdraw'), text, action: this.say('withdraw') });
    if (sure === null) return;
    await firstValueFrom(this.apollo.mutate({ mutation: WithdrawNoteDocument, variables: { noteId } }));
    this.changed.emit();
  }
}
