import { Component, computed, effect, inject, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Badge, Button, Icon, Panel, Progress, type Status } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { Uploads, type Upload, type UploadState } from './uploads.ts';

const STATUS: Readonly<Record<UploadState, Status>> = {
  waiting: 'plain',
  sending: 'note',
  'handed-over': 'ok',
  duplicate: 'plain',
  refused: 'outline',
  cancelled: 'plain',
};

/** Files by drop, by choice and by keyboard; each with its own bar and way to stop. */
@Component({
  selector: 'fw-upload-panel',
  imports: [Badge, Button, Icon, Panel, Progress, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'imports.upload'">
      <fw-panel [heading]="t('heading')" [caption]="t('caption')">
        <label
          class="zone"
          [class.over]="over()"
          (dragover)="hover($event, true)"
          (dragleave)="hover($event, false)"
          (drop)="drop($event)"
        >
          <fw-icon name="import" size="20" />
          <span
            ><strong>{{ t('choose') }}</strong> {{ t('orDrop') }}</span
          >
          <span class="fw-caption">{{ t('kinds') }}</span>
          <input class="fw-unseen" type="file" multiple accept=".stdf,.std,.gz" (change)="choose($event)" />
        </label>
        @if (uploads().length > 0) {
          <ul>
            @for (upload of uploads(); track upload.id) {
              <li>
                <span class="name" [title]="upload.name">{{ upload.name }}</span>
                <span class="fw-caption">{{ formats.bytes(upload.bytes) }}</span>
                <fw-badge [status]="statusOf(upload)">{{ t('state.' + upload.state) }}</fw-badge>
                @if (upload.state === 'sending') {
                  <fw-progress [value]="upload.progress" [label]="upload.name" />
                }
                @if (upload.problem; as problem) {
                  <span class="problem" role="alert">{{ problem }}</span>
                }
                @if (upload.state === 'sending' || upload.state === 'waiting') {
                  <button
                    fwButton
                    variant="icon"
                    type="button"
                    [attr.aria-label]="t('cancel', { name: upload.name })"
                    (click)="store.cancel(upload.id)"
                  >
                    <fw-icon name="close" size="14" />
                  </button>
                }
              </li>
            }
          </ul>
          @if (anyFinished()) {
            <footer fwPanelFoot>
              <button fwButton variant="link" type="button" (click)="store.clearFinished()">{{ t('clear') }}</button>
            </footer>
          }
        }
        <p class="fw-caption other">
          {{ t('other') }} <code>npm run fab -- import PATH…</code> · <a routerLink="/data">{{ t('health') }}</a>
        </p>
      </fw-panel>
    </ng-container>
  `,
  styles: `
    .zone {
      display: grid;
      gap: 4px;
      place-items: center;
      margin: 0 0 8px;
      padding: 20px 12px;
      border: 1px dashed var(--border-control);
      border-radius: var(--radius);
      background: var(--surface-sunken);
      color: var(--ink-2);
      text-align: center;
      cursor: pointer;
    }
    .zone:hover,
    .zone.over {
      border-color: var(--accent);
      background: var(--accent-soft);
    }
    .zone:focus-within {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    .zone strong {
      color: var(--accent);
      font-weight: 500;
    }
    ul {
      display: grid;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 10px;
      align-items: center;
      min-height: var(--row);
      padding: 3px 0;
      border-top: 1px solid var(--border);
    }
    .name {
      overflow: hidden;
      max-width: 360px;
      color: var(--ink);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    fw-progress {
      flex: 1;
      min-width: 120px;
    }
    .problem {
      color: var(--ink);
    }
    .other,
    footer {
      padding: 0;
    }
    /* in running text colour alone does not tell a link */
    .other a {
      text-decoration: underline;
    }
    footer {
      padding-top: 6px;
      border-top: 1px solid var(--border);
    }
  `,
})
export class UploadPanel {
  protected readonly store = inject(Uploads);
  protected readonly formats = inject(Formats);
  protected readonly uploads = this.store.uploads;
  protected readonly over = signal(false);
  protected readonly anyFinished = computed(() =>
    this.uploads().some(({ state }) => state !== 'waiting' && state !== 'sending'),
  );

  /** The server has taken a file: its import is a row from now on. */
  readonly taken = output<void>();

  constructor() {
    const arrived = computed(() => this.uploads().filter(({ importId }) => importId !== null).length);
    effect(() => {
      if (arrived() > 0) this.taken.emit();
    });
  }

  protected statusOf(upload: Upload): Status {
    return STATUS[upload.state];
  }

  protected hover(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over.set(over);
  }

  protected drop(event: DragEvent): void {
    this.hover(event, false);
    if (event.dataTransfer) this.store.add(event.dataTransfer.files);
  }

  protected choose(event: Event): void {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.files) return;
    this.store.add(input.files);
    // the same file can be chosen again
    input.value = '';
  }
}
