import { Component, computed, inject, input, output } from '@angular/core';
import type { ExperimentFragment, LegInput } from '@fabwright/data-access';
import { Ask, Button, FilterChip, Icon, Panel, Toasts, type FilterOption } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { CopyLink } from '../../core/keys/copy-link.ts';
import { roleKey } from '../../core/session/role-key.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { AskNameAndRoles } from '../../core/sharing/ask-name-and-roles.ts';
import type { ExperimentOutcome, injectExperiments } from './experiments.source.ts';

/** The list of an experiment: pasted or uploaded, kept under a name, opened again, shared, renamed and deleted. */
@Component({
  selector: 'fw-experiment-panel',
  imports: [Button, FilterChip, Icon, Panel],
  templateUrl: './experiment.panel.html',
  styles: `
    .own,
    .open {
      display: grid;
      gap: 8px;
      padding: 4px 0;
    }
    .fw-row {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
    }
    .file {
      position: relative;
    }
    .file:focus-within {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    details {
      max-width: 68ch;
    }
    .names {
      max-height: 160px;
      overflow: auto;
      overflow-wrap: anywhere;
    }
  `,
})
export class ExperimentPanel {
  readonly source = input.required<ReturnType<typeof injectExperiments>>();
  /** As it was pasted, and what was read of it. */
  readonly written = input.required<string>();
  readonly legs = input.required<readonly LegInput[]>();
  /** Wafers of the list that have no value, as lot/wafer. */
  readonly missing = input<readonly string[]>([]);
  readonly listed = output<string>();
  readonly opened = output<string | null>();

  protected readonly say = injectSay('compare.legs');
  private readonly sayRole = injectSay('roles');
  protected readonly formats = inject(Formats);
  protected readonly links = inject(CopyLink);
  private readonly askName = inject(AskNameAndRoles);
  private readonly askFirst = inject(Ask);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);

  protected readonly may = computed(() => this.session.may('experiments:write'));
  protected readonly open = computed(() => this.source().open());
  protected readonly kept = computed<FilterOption[]>(() => [
    { value: '', label: this.say('new') },
    ...this.source()
      .all()
      .map(({ experimentId, name, own, keptBy }) => ({
        value: experimentId,
        label: own ? name : this.say('by', { name, by: keptBy }),
      })),
  ]);
  protected readonly about = computed(() => {
    const found = this.open();
    if (!found) return [];
    const { keptBy, keptAt, sharedWith, hidden, lots, legs, control } = found;
    const counted = legs.map(({ name, wafers }) => `${name}: ${this.formats.count(wafers, 'wafers')}`).join(' · ');
    return [
      `${this.say('keptBy', { name: keptBy, time: this.formats.time(keptAt) })} · ${this.formats.count(lots, 'lots')}`,
      `${counted} · ${this.say('control', { leg: control })}`,
      sharedWith.length > 0
        ? this.say('sharedWith', { roles: this.formats.listed(sharedWith.map((role) => this.sayRole(roleKey(role)))) })
        : this.say('notShared'),
      ...(hidden > 0 ? [this.say('hidden', { count: hidden })] : []),
    ];
  });

  protected use(event: Event, text: string): void {
    event.preventDefault();
    this.listed.emit(text);
  }

  protected async upload(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (file) this.listed.emit(await file.text());
    input.value = '';
  }

  protected async keep(): Promise<void> {
    const legs = this.legs();
    const named = await this.askName.ask({
      heading: this.say('keepHeading'),
      text: this.say('keepText', { count: legs.length }),
      action: this.say('keep'),
    });
    if (!named) return;
    const outcome = await this.source().keep(named, legs);
    if ('experiment' in outcome) {
      this.opened.emit(outcome.experiment.experimentId);
      this.toasts.show(this.say('kept', { name: outcome.experiment.name }));
    } else this.complain(outcome);
  }

  protected async change({ experimentId, name, sharedWith }: ExperimentFragment): Promise<void> {
    const named = await this.askName.ask({
      heading: this.say('changeHeading'),
      text: this.say('changeText'),
      action: this.say('save'),
      now: { name, sharedWith },
    });
    if (named) this.complain(await this.source().change(experimentId, named));
  }

  protected async remove({ experimentId, name, own, keptBy }: ExperimentFragment): Promise<void> {
    const sure = await this.askFirst.ask({
      heading: this.say('deleteHeading', { name }),
      text: own ? this.say('deleteOwn') : this.say('deleteOther', { by: keptBy }),
      action: this.say('delete'),
    });
    if (sure === null) return;
    const outcome = await this.source().remove(experimentId);
    if ('gone' in outcome) this.opened.emit(null);
    this.complain(outcome);
  }

  private complain(outcome: ExperimentOutcome): void {
    if ('refused' in outcome) this.toasts.show(outcome.refused ?? this.say('failed'), 'problem');
  }
}
