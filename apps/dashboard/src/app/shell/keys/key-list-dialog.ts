import { DOCUMENT } from '@angular/common';
import { Component, computed, inject } from '@angular/core';
import { DialogFrame } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { KeyRegistry, type KeyBinding } from '../../core/keys/key-registry.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';

interface Line {
  readonly keys: readonly string[];
  readonly does: string;
}

const GROUPS = ['page', 'go', 'everywhere'] as const;
const SHOWN: Readonly<Record<string, string>> = { Escape: 'Esc' };

/** What each key does on the page that it was opened over, and the switch for single keys. */
@Component({
  selector: 'fw-key-list-dialog',
  imports: [DialogFrame],
  template: `
    <fw-dialog-frame [heading]="say('heading')">
      <div class="groups">
        @for (group of groups(); track group.heading) {
          <section>
            <h3>{{ group.heading }}</h3>
            <dl>
              @for (line of group.lines; track line.does) {
                <dt>
                  @for (key of line.keys; track $index; let first = $first) {
                    @if (!first && group.sequence) {
                      <span class="fw-caption">{{ say('then') }}</span>
                    }
                    <kbd>{{ key }}</kbd>
                  }
                </dt>
                <dd>{{ line.does }}</dd>
              }
            </dl>
          </section>
        }
      </div>
      <label class="single">
        <input
          type="checkbox"
          [checked]="settings.singleKeys()"
          (change)="settings.chooseSingleKeys(!settings.singleKeys())"
        />
        <span
          >{{ say('single') }}<small class="fw-caption">{{ say('singleHint') }}</small></span
        >
      </label>
    </fw-dialog-frame>
  `,
  styleUrl: './key-list-dialog.css',
})
export class KeyListDialog {
  protected readonly settings = inject(PersonalSettings);
  protected readonly say = injectSay('keys');
  private readonly bindings = inject(KeyRegistry).active();
  /** The page under the dialog stays as it is while the list is open. */
  private readonly hasCharts = inject(DOCUMENT).querySelector('main fw-chart-panel') !== null;

  protected readonly groups = computed(() => {
    const groups = GROUPS.map((group) => ({
      heading: this.say(`groups.${group}`),
      sequence: group === 'go',
      lines: [...this.linesOf(group), ...(group === 'everywhere' ? this.fixedLines() : [])],
    }));
    const charts = { heading: this.say('groups.chart'), sequence: false, lines: this.chartLines() };
    return [...groups.slice(0, 1), charts, ...groups.slice(1)].filter(({ lines }) => lines.length > 0);
  });

  private linesOf(group: KeyBinding['group']): Line[] {
    return this.bindings
      .filter((binding) => binding.group === group)
      .map(({ key, does }) => ({ keys: key.split(' ').map(shown), does: does() }));
  }

  /** Keys that components and the frame answer themselves. */
  private fixedLines(): Line[] {
    return [
      { keys: ['Ctrl', 'K'], does: this.say('palette') },
      { keys: ['Esc'], does: this.say('close') },
    ];
  }

  private chartLines(): Line[] {
    const walking = [
      { keys: ['←', '→'], does: this.say('chart.walk') },
      { keys: ['Enter'], does: this.say('chart.open') },
    ];
    if (!this.hasCharts) return walking.slice(1);
    return [
      { keys: ['T'], does: this.say('chart.table') },
      { keys: ['E'], does: this.say('chart.export') },
      ...walking,
    ];
  }
}

function shown(key: string): string {
  return SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
