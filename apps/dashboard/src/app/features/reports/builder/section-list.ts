import { CdkDrag, CdkDragHandle, CdkDropList, type CdkDragDrop } from '@angular/cdk/drag-drop';
import { Component, computed, input, model } from '@angular/core';
import { Button, Icon } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { moved } from './definition-draft.ts';

export interface SectionChoice {
  readonly key: string;
  readonly label: string;
}

/** The sections of a report in their order: dragged, or moved by their buttons; taken out and put in again. */
@Component({
  selector: 'fw-section-list',
  imports: [Button, CdkDrag, CdkDragHandle, CdkDropList, Icon, TranslocoDirective],
  template: `
    <fieldset *transloco="let t; prefix: 'reports.builder'">
      <legend>{{ t('sections') }}</legend>
      <ol cdkDropList (cdkDropListDropped)="drop($event)">
        @for (section of shown(); track section.key; let first = $first; let last = $last) {
          <li cdkDrag>
            <span class="name" cdkDragHandle><fw-icon name="menu" size="14" />{{ section.label }}</span>
            <button
              fwButton
              variant="icon"
              type="button"
              [disabled]="first"
              [attr.aria-label]="t('up', { section: section.label })"
              (click)="move(section.key, -1)"
            >
              <fw-icon name="up" />
            </button>
            <button
              fwButton
              variant="icon"
              type="button"
              [disabled]="last"
              [attr.aria-label]="t('down', { section: section.label })"
              (click)="move(section.key, 1)"
            >
              <fw-icon name="down" />
            </button>
            <button
              fwButton
              variant="icon"
              type="button"
              [attr.aria-label]="t('remove', { section: section.label })"
              (click)="remove(section.key)"
            >
              <fw-icon name="close" />
            </button>
          </li>
        } @empty {
          <li class="fw-muted">{{ t('noSections') }}</li>
        }
      </ol>
      @for (section of others(); track section.key) {
        <button fwButton type="button" (click)="add(section.key)">
          <fw-icon name="plus" size="14" />{{ section.label }}
        </button>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 3px;
      color: var(--ink-2);
    }
    ol {
      display: grid;
      flex: 1 0 100%;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      min-height: 32px;
      border-bottom: 1px solid var(--border);
      background: var(--surface);
    }
    .name {
      display: flex;
      flex: 1;
      gap: 8px;
      align-items: center;
      color: var(--ink);
      cursor: grab;
    }
    .fw-muted {
      padding: 4px 0;
    }
  `,
})
export class SectionList {
  /** All that the kind can have. */
  readonly choices = input.required<readonly SectionChoice[]>();
  readonly chosen = model.required<readonly string[]>();

  protected readonly shown = computed(() =>
    this.chosen().flatMap((key) => this.choices().find((choice) => choice.key === key) ?? []),
  );
  protected readonly others = computed(() => this.choices().filter(({ key }) => !this.chosen().includes(key)));

  protected move(key: string, by: number): void {
    this.chosen.update((keys) => moved(keys, key, by));
  }

  protected remove(key: string): void {
    this.chosen.update((keys) => keys.filter((other) => other !== key));
  }

  protected add(key: string): void {
    this.chosen.update((keys) => [...keys, key]);
  }

  protected drop({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    const key = this.chosen()[previousIndex];
    if (key !== undefined) this.move(key, currentIndex - previousIndex);
  }
}
