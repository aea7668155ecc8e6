import { Component, computed, inject, input } from '@angular/core';
import type { ExcursionPageFragment } from '@fabwright/data-access';
import { formatProbability } from '@fabwright/facts';
import { Panel } from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectExcursionWords } from '../excursion-words.ts';

/** Reasons shown at once; the rest on request. */
const SHOWN = 3;

/** What the detectors saw and why now, and what is known of the cause: sentences made from figures, no conclusions. */
@Component({
  selector: 'fw-excursion-why',
  imports: [Panel],
  template: `
    <fw-panel [heading]="say('whyPanel.heading')">
      <ul class="list">
        @for (reason of first(); track $index) {
          <li>{{ words.why(reason) }}</li>
        }
      </ul>
      @if (rest().length > 0) {
        <details>
          <summary>{{ say('whyPanel.all', { count: rest().length }) }}</summary>
          <ul class="list">
            @for (reason of rest(); track $index) {
              <li>{{ words.why(reason) }}</li>
            }
          </ul>
        </details>
      }
      @if (excursion().cause; as cause) {
        <p>
          <strong>{{ say('whyPanel.cause', { factor: words.factor(cause) }) }}</strong>
        </p>
        @if (cause.words) {
          <blockquote>{{ cause.words }}</blockquote>
        }
      } @else {
        <p>
          <strong>{{ suspect() }}</strong>
        </p>
        @if (excursion().suspect) {
          <p class="fw-caption">{{ say('whyPanel.association') }}</p>
        }
      }
    </fw-panel>
  `,
  styleUrl: './side-list.css',
  styles: `
    p,
    details {
      margin-top: 8px;
    }
    li {
      font: var(--t-body);
    }
  `,
})
export class WhyPanel {
  readonly excursion = input.required<ExcursionPageFragment>();

  private readonly formats = inject(Formats);
  protected readonly words = injectExcursionWords();
  protected readonly say = this.words.say;
  protected readonly first = computed(() => this.excursion().reasons.slice(0, SHOWN));
  protected readonly rest = computed(() => this.excursion().reasons.slice(SHOWN));
  protected readonly suspect = computed(() => {
    const { suspect } = this.excursion();
    if (!suspect) return this.words.undecided(this.excursion());
    const factor = this.words.factor(suspect);
    if (typeof suspect.pValue !== 'number') return this.say('whyPanel.suspect', { factor });
    return this.say('whyPanel.suspectP', { factor, p: formatProbability(suspect.pValue, this.formats.locale()) });
  });
}
