import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, input, output, signal } from '@angular/core';
import { EvidenceCard } from './evidence-card.ts';
import type { FactEvidence } from './fact-evidence.ts';

/** A piece of a sentence; with a fact it opens its evidence. */
export interface TextSpan {
  readonly text: string;
  readonly factId?: string | null;
  readonly emphasis?: boolean;
}

interface TextPiece extends TextSpan {
  /** Punctuation after a value: a browser would otherwise break the line between them. */
  readonly tail: string;
}

const LEADING_PUNCTUATION = /^[,.;:!?)\]，。；：！？、）」』]+/;

/** Hands the punctuation at the start of a text to the value before it. */
export function keepPunctuation(spans: readonly TextSpan[]): TextPiece[] {
  const tailOf = (index: number): string => {
    const next = spans[index];
    return (next && !next.factId && LEADING_PUNCTUATION.exec(next.text)?.[0]) || '';
  };
  return spans.map((span, index) => {
    const taken = !span.factId && spans[index - 1]?.factId ? tailOf(index).length : 0;
    return { ...span, text: span.text.slice(taken), tail: span.factId ? tailOf(index + 1) : '' };
  });
}

/** A sentence made from facts: each value opens its evidence, by click or Enter. */
@Component({
  selector: 'fw-fact-text',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, CdkTrapFocus, EvidenceCard],
  template: `
    @for (span of pieces(); track $index) {
      @if (span.factId && evidence().get(span.factId); as fact) {
        <span class="keep"
          ><button
            type="button"
            class="fact"
            cdkOverlayOrigin
            #origin="cdkOverlayOrigin"
            aria-haspopup="dialog"
            [attr.aria-expanded]="open() === $index"
            [class.on]="open() === $index || fact.id === highlighted()"
            (click)="toggle($index, fact.id)"
            (pointerenter)="hovered.emit(fact.id)"
            (pointerleave)="hovered.emit(null)"
          >
            {{ span.text }}<sup>{{ fact.id }}</sup></button
          >{{ span.tail }}</span
        ><ng-template
          cdkConnectedOverlay
          [cdkConnectedOverlayOrigin]="origin"
          [cdkConnectedOverlayOpen]="open() === $index"
          [cdkConnectedOverlayHasBackdrop]="true"
          cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
          (backdropClick)="close()"
          (detach)="close()"
        >
          <fw-evidence-card cdkTrapFocus cdkTrapFocusAutoCapture [fact]="fact" (closed)="close()" />
        </ng-template>
      } @else if (span.emphasis) {
        <strong>{{ span.text }}</strong>
      } @else {
        <ng-container>{{ span.text }}</ng-container>
      }
    }
  `,
  styles: `
    :host {
      display: inline;
    }
    .keep {
      white-space: nowrap;
    }
    .fact {
      display: inline;
      padding: 0;
      border: 0;
      border-bottom: 1px dotted var(--accent);
      border-radius: 0;
      background: none;
      color: var(--ink);
      font: inherit;
      /* in a headline a number is no lighter than the words around it */
      font-weight: var(--fact-weight, 500);
      white-space: nowrap;
      cursor: pointer;
    }
    .fact.on,
    .fact:hover {
      border-bottom-style: solid;
      border-radius: 2px;
      background: var(--accent-soft);
    }
    sup {
      margin-left: 1px;
      color: var(--accent);
      font: 500 9px/1 var(--font);
      vertical-align: 5px;
    }
  `,
})
export class FactText {
  readonly spans = input.required<readonly TextSpan[]>();
  readonly facts = input.required<readonly FactEvidence[]>();
  /** Lit because its mark in a chart is hovered. */
  readonly highlighted = input<string | null>(null);
  readonly hovered = output<string | null>();
  /** The fact whose evidence is open: goes into the address. */
  readonly opened = output<string | null>();

  protected readonly open = signal<number | null>(null);
  protected readonly pieces = computed(() => keepPunctuation(this.spans()));
  protected readonly evidence = computed(() => new Map(this.facts().map((fact) => [fact.id, fact])));

  protected toggle(index: number, factId: string): void {
    if (this.open() === index) {
      this.close();
      return;
    }
    this.open.set(index);
    this.opened.emit(factId);
  }

  protected close(): void {
    if (this.open() === null) return;
    this.open.set(null);
    this.opened.emit(null);
  }
}
