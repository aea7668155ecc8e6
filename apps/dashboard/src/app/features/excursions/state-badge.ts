import { Component, computed, input } from '@angular/core';
import type { ExcursionSeverity, ExcursionState } from '@fabwright/data-access';
import { Badge, type IconName, type Status } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';

const STATE_LOOKS: Readonly<Record<ExcursionState, readonly [Status, IconName | null]>> = {
  OPEN: ['alarm', 'dot'],
  CONTAINED: ['watch', 'lock'],
  CAUSE_FOUND: ['note', 'search'],
  CLOSED: ['ok', 'check'],
  DISMISSED: ['outline', 'close'],
  WITHDRAWN: ['outline', 'undo'],
};

@Component({
  selector: 'fw-state-badge',
  imports: [Badge],
  template: `<fw-badge [status]="look()[0]" [icon]="look()[1]">{{ say('state.' + state()) }}</fw-badge>`,
})
export class StateBadge {
  readonly state = input.required<ExcursionState>();
  protected readonly say = injectSay('excursions');
  protected readonly look = computed(() => STATE_LOOKS[this.state()]);
}

const SEVERITY_LOOKS: Readonly<Record<ExcursionSeverity, readonly [Status, IconName]>> = {
  MINOR: ['plain', 'dot'],
  MAJOR: ['watch', 'triangle'],
  CRITICAL: ['alarm', 'diamond'],
};

/** Severity by shape and word, besides colour. */
@Component({
  selector: 'fw-severity-badge',
  imports: [Badge],
  template: `<fw-badge [status]="look()[0]" [icon]="look()[1]">{{ say('severity.' + severity()) }}</fw-badge>`,
})
export class SeverityBadge {
  readonly severity = input.required<ExcursionSeverity>();
  protected readonly say = injectSay('excursions');
  protected readonly look = computed(() => SEVERITY_LOOKS[this.severity()]);
}
