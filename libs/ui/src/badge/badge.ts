import { Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon.ts';
import type { IconName } from '../icon/icon-paths.ts';

export type Status = 'ok' | 'watch' | 'alarm' | 'note' | 'stale' | 'plain' | 'outline';

/** Each status has a shape of its own, so that it never rests on colour alone. */
const SHAPES: Readonly<Record<Status, IconName | null>> = {
  ok: 'check',
  watch: 'triangle',
  alarm: 'diamond',
  note: 'dot',
  stale: 'clock',
  plain: null,
  outline: null,
};

/** Status: colour, shape, and the word given as content. */
@Component({
  selector: 'fw-badge',
  imports: [Icon],
  host: { '[attr.data-status]': 'status()' },
  template: `@if (shape(); as name) {
      <fw-icon [name]="name" size="12" />
    }
    <ng-content />`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      min-height: 20px;
      padding: 2px 7px;
      border: 1px solid transparent;
      border-radius: var(--radius-s);
      background: var(--stale-soft);
      color: var(--ink-2);
      font: 500 11px/14px var(--font);
      vertical-align: middle;
      white-space: nowrap;
    }
    :host([data-status='ok']) {
      background: var(--ok-soft);
      color: var(--ok);
    }
    :host([data-status='watch']) {
      background: var(--watch-soft);
      color: var(--watch);
    }
    :host([data-status='alarm']) {
      background: var(--alarm-soft);
      color: var(--alarm);
    }
    :host([data-status='note']) {
      background: var(--note-soft);
      color: var(--note);
    }
    :host([data-status='stale']) {
      background: var(--stale-soft);
      color: var(--stale);
    }
    :host([data-status='outline']) {
      border-color: var(--border-strong);
      background: none;
    }
  `,
})
export class Badge {
  readonly status = input<Status>('plain');
  /** Another shape than the status' own. */
  readonly icon = input<IconName | null>(null);
  protected readonly shape = computed(() => this.icon() ?? SHAPES[this.status()]);
}
