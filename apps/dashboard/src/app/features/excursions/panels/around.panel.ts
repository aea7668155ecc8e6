import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ExcursionAroundQuery } from '@fabwright/data-access';
import { ExcursionAroundDocument } from '@fabwright/data-access/documents/excursions';
import { Panel, type PanelState } from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay, type Say } from '../../../core/i18n/inject-say.ts';
import { injectExcursionWords } from '../excursion-words.ts';
import { StateBadge } from '../state-badge.ts';
import { injectEvidence } from './evidence.ts';

type Answer = Extract<ExcursionAroundQuery['excursion'], { __typename: 'Excursion' }>;
type Change = Answer['changesAround'][number];
type Similar = Answer['similar'][number];

const KNOWN_TRAITS = ['product', 'series', 'bin', 'signature', 'stack', 'tool', 'chamber', 'step'];

/** What was changed in the fab around that time, and which past excursions looked alike. */
@Component({
  selector: 'fw-excursion-around',
  imports: [Panel, RouterLink, StateBadge],
  templateUrl: './around.panel.html',
  styleUrl: './side-list.css',
})
export class ExcursionAroundPanel {
  readonly excursionId = input.required<string>();
  readonly round = input.required<number>();

  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('excursions.around');
  private readonly words = injectExcursionWords();
  protected readonly saySimilar = injectSay('excursions.similar');
  protected readonly evidence = injectEvidence(ExcursionAroundDocument, this.excursionId, this.round);
  protected readonly changes = computed(() => this.evidence.found()?.changesAround ?? []);
  protected readonly similar = computed(() => this.evidence.found()?.similar ?? []);
  protected readonly changesState = computed(() => this.stateOf(this.changes().length, this.say));
  protected readonly similarState = computed(() => this.stateOf(this.similar().length, this.saySimilar));

  protected placeOf({ toolId, chamber, stepName }: Change): string {
    return [[toolId, chamber].filter(Boolean).join('/'), stepName].filter(Boolean).join(' · ');
  }

  /** Kinds of service have words; everything else is the name of what was changed. */
  protected whatOf({ kind, what }: Change): string {
    return kind === 'MAINTENANCE' ? this.words.service(what) : what;
  }

  protected diffOf({ before, after }: Change): string {
    if (!before && !after) return '';
    return this.say('diff', { before: before ?? '–', after: after ?? '–' });
  }

  protected sharedOf({ shared }: Similar): string {
    const named = shared.map((trait) => (KNOWN_TRAITS.includes(trait) ? this.saySimilar(trait) : trait));
    return this.saySimilar('shares', { what: this.formats.listed(named) });
  }

  private stateOf(count: number, say: Say): PanelState {
    const waiting = this.evidence.waiting(say('failed'));
    if (waiting) return waiting;
    return count > 0 ? { kind: 'ready' } : { kind: 'empty', heading: say('none') };
  }
}
