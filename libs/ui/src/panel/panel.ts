import { Component, computed, DestroyRef, effect, inject, input, output, signal } from '@angular/core';
import { Badge } from '../badge/badge.ts';
import { Button } from '../button/button.ts';
import { EmptyState } from '../empty-state/empty-state.ts';
import { Icon } from '../icon/icon.ts';
import { Toasts } from '../toast/toast.ts';
import { injectUiWords } from '../words/ui-words.ts';

/** Every state a panel can be in besides "drawn". Texts are ready to be read; ways out are content. */
export type PanelState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly heading: string; readonly text?: string }
  | { readonly kind: 'no-rights'; readonly heading: string; readonly text?: string }
  | { readonly kind: 'error'; readonly heading: string; readonly text?: string; readonly correlationId?: string }
  /** The chart stays, with what there is, and says why nothing is concluded. */
  | { readonly kind: 'too-little'; readonly text: string }
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'partial'; readonly text: string };

/** After so long a grey shape appears; a faster answer flickers less without it. */
const SHAPE_AFTER_MS = 300;
const STILL_COMPUTING_AFTER_MS = 3000;

/**
 * A white surface with title, caption, tools (`fwPanelTools`) and content. Ways out of an empty or forbidden panel go
 * into `fwPanelWays`, something below the content into `fwPanelFoot`.
 */
@Component({
  selector: 'fw-panel',
  imports: [Badge, Button, EmptyState, Icon],
  host: { role: 'region', '[attr.aria-label]': 'heading()', '[attr.aria-busy]': "state().kind === 'loading'" },
  templateUrl: './panel.html',
  styleUrl: './panel.css',
})
export class Panel {
  readonly heading = input.required<string>();
  /** Unit, denominator, period, n. */
  readonly caption = input<string>();
  readonly state = input<PanelState>({ kind: 'ready' });
  /** The computation can be stopped: shows Cancel once it takes long. */
  readonly cancellable = input(false);
  readonly retry = output<void>();
  readonly cancelled = output<void>();

  protected readonly words = injectUiWords();
  private readonly toasts = inject(Toasts);
  private readonly waitedMs = signal(0);
  protected readonly showsShape = computed(() => this.waitedMs() >= SHAPE_AFTER_MS);
  protected readonly takesLong = computed(() => this.waitedMs() >= STILL_COMPUTING_AFTER_MS);
  protected readonly note = computed(() => {
    const state = this.state();
    return state.kind === 'stale' || state.kind === 'partial' || state.kind === 'too-little' ? state : null;
  });
  protected readonly blocked = computed(() => {
    const state = this.state();
    return state.kind === 'empty' || state.kind === 'no-rights' || state.kind === 'error' ? state : null;
  });
  protected readonly correlationId = computed(() => {
    const state = this.state();
    return state.kind === 'error' ? state.correlationId : undefined;
  });

  constructor() {
    let timers: ReturnType<typeof setTimeout>[] = [];
    const stop = (): void => timers.forEach((timer) => clearTimeout(timer));
    effect(() => {
      stop();
      this.waitedMs.set(0);
      if (this.state().kind !== 'loading') return;
      timers = [SHAPE_AFTER_MS, STILL_COMPUTING_AFTER_MS].map((ms) => setTimeout(() => this.waitedMs.set(ms), ms));
    });
    inject(DestroyRef).onDestroy(stop);
  }

  protected async copy(id: string): Promise<void> {
    await navigator.clipboard.writeText(id);
    this.toasts.show(this.words().copied);
  }
}
