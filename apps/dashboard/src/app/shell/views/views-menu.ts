import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button, Icon, Toasts } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { AskNameAndRoles } from '../../core/sharing/ask-name-and-roles.ts';
import { SavedViews, type SavedView } from './saved-views.ts';

/** Keeps what is on the screen under a name, opens what was kept, and says which one to start with. */
@Component({
  selector: 'fw-views-menu',
  imports: [Button, CdkConnectedOverlay, CdkOverlayOrigin, CdkTrapFocus, Icon, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        cdkOverlayOrigin
        #origin="cdkOverlayOrigin"
        fwButton
        variant="icon"
        type="button"
        aria-haspopup="dialog"
        [attr.aria-expanded]="open()"
        [attr.aria-label]="t('shell.views.label')"
        [title]="t('shell.views.label')"
        (click)="toggle()"
      >
        <fw-icon name="bookmark" />
      </button>
      <ng-template
        cdkConnectedOverlay
        [cdkConnectedOverlayOrigin]="origin"
        [cdkConnectedOverlayOpen]="open()"
        [cdkConnectedOverlayHasBackdrop]="true"
        [cdkConnectedOverlayPush]="true"
        [cdkConnectedOverlayViewportMargin]="8"
        cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
        (backdropClick)="open.set(false)"
        (detach)="open.set(false)"
      >
        <section
          class="fw-pop views"
          role="dialog"
          cdkTrapFocus
          cdkTrapFocusAutoCapture
          [attr.aria-label]="t('shell.views.label')"
        >
          <button fwButton variant="primary" type="button" (click)="save()">{{ t('shell.views.saveThis') }}</button>
          @if (saved.views(); as views) {
            <ul>
              @for (view of views; track view.viewId) {
                <li>
                  <a [routerLink]="pathOf(view)" [queryParams]="queryOf(view)" (click)="open.set(false)">
                    {{ view.name }}
                    @if (!view.own) {
                      <span class="fw-caption">{{ t('shell.views.by', { name: view.savedBy }) }}</span>
                    } @else if (view.sharedWith.length > 0) {
                      <span class="fw-caption">{{ t('shell.views.shared') }}</span>
                    }
                  </a>
                  <button
                    fwButton
                    type="button"
                    [attr.aria-pressed]="view.start"
                    [title]="t('shell.views.startTitle')"
                    (click)="startWith(view)"
                  >
                    {{ t(view.start ? 'shell.views.isStart' : 'shell.views.start') }}
                  </button>
                  @if (view.own) {
                    <button
                      fwButton
                      variant="icon"
                      type="button"
                      [attr.aria-label]="t('shell.views.delete', { name: view.name })"
                      [title]="t('shell.views.delete', { name: view.name })"
                      (click)="remove(view)"
                    >
                      <fw-icon name="close" size="12" />
                    </button>
                  }
                </li>
              } @empty {
                <li class="fw-muted">{{ t('shell.views.none') }}</li>
              }
            </ul>
          } @else if (!loading()) {
            <p class="fw-muted">{{ t('shell.views.failed') }}</p>
          }
        </section>
      </ng-template>
    </ng-container>
  `,
  styles: `
    .views {
      display: grid;
      gap: 8px;
      width: min(360px, 92vw);
      max-height: 480px;
      margin-top: 4px;
      padding: 12px;
      overflow: auto;
    }
    ul {
      display: grid;
      gap: 4px;
    }
    li {
      display: flex;
      gap: 6px;
      align-items: center;
      min-height: 28px;
    }
    a {
      display: grid;
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    [aria-pressed='true'] {
      border-color: var(--accent);
      color: var(--accent);
    }
  `,
})
export class ViewsMenu {
  private readonly router = inject(Router);
  private readonly askName = inject(AskNameAndRoles);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('shell.views');
  protected readonly saved = inject(SavedViews);
  protected readonly open = signal(false);
  protected readonly loading = signal(false);

  protected toggle(): void {
    this.open.update((open) => !open);
    if (!this.open()) return;
    this.loading.set(true);
    void this.saved.load().finally(() => this.loading.set(false));
  }

  protected pathOf({ address }: SavedView): string {
    return address.split('?', 1)[0] ?? address;
  }

  protected queryOf({ address }: SavedView): Readonly<Record<string, unknown>> {
    return this.router.parseUrl(address).queryParams;
  }

  protected async save(): Promise<void> {
    this.open.set(false);
    const address = this.router.url;
    const view = await this.askName.ask({
      heading: this.say('saveHeading'),
      text: this.say('saveText'),
      action: this.say('save'),
    });
    if (!view) return;
    const done = await this.saved.save(view.name, address, view.sharedWith);
    this.tell(done ? 'saved' : 'notSaved', view.name);
  }

  protected async startWith(view: SavedView): Promise<void> {
    const done = await this.saved.startWith(view.start ? null : view.viewId);
    if (!done) this.tell('notSaved', view.name);
  }

  /** Undo keeps it under the same name again. */
  protected async remove(view: SavedView): Promise<void> {
    if (!(await this.saved.remove(view.viewId))) return this.tell('notSaved', view.name);
    this.toasts.show(this.say('deleted', { name: view.name }), 'note', {
      label: this.say('undo'),
      run: () => void this.saved.save(view.name, view.address, view.sharedWith),
    });
  }

  private tell(key: string, name: string): void {
    this.toasts.show(this.say(key, { name }), key === 'notSaved' ? 'problem' : 'note');
  }
}
