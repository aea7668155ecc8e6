import { Component, input } from '@angular/core';
import { BrandMark } from './brand-mark.ts';
import { PreferenceButtons } from './preference-buttons.ts';

/** The page around sign-in and invitation: one panel, the two preferences, nothing else. */
@Component({
  selector: 'fw-door-frame',
  imports: [BrandMark, PreferenceButtons],
  template: `
    <header>
      <p><fw-brand-mark />Fabwright</p>
      <fw-preference-buttons />
    </header>
    <main>
      <div class="panel">
        <h1>{{ heading() }}</h1>
        <ng-content />
      </div>
    </main>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto 1fr;
      min-height: 100dvh;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      height: var(--topbar);
      padding: 0 16px;
    }
    header p {
      display: flex;
      align-items: center;
      gap: 8px;
      color: var(--ink);
      font: 600 14px/20px var(--font);
    }
    main {
      display: grid;
      align-items: start;
      justify-items: center;
      padding: min(14vh, 120px) 16px 32px;
    }
    .panel {
      display: grid;
      gap: 16px;
      width: min(360px, 100%);
      padding: 24px;
      border: 1px solid var(--border);
      border-radius: var(--radius);
      background: var(--surface);
    }
    h1 {
      font: var(--t-page);
    }
  `,
})
export class DoorFrame {
  readonly heading = input.required<string>();
}
