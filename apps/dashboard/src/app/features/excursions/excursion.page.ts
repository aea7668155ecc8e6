import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink, type Params } from '@angular/router';
import type { ExcursionAct, ExcursionPageFragment, ExcursionState } from '@fabwright/data-access';
import { Button, Icon, Panel, type PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { CopyLink } from '../../core/keys/copy-link.ts';
import { PagePlace } from '../../core/place/page-place.ts';
import { ReportButton } from '../report/report-button.ts';
import { injectActs } from './acts/inject-acts.ts';
import { injectExcursionWords } from './excursion-words.ts';
import { injectExcursion } from './excursion.source.ts';
import { ActionsPanel } from './panels/actions.panel.ts';
import { AffectedLotsPanel } from './panels/affected-lots.panel.ts';
import { ExcursionAroundPanel } from './panels/around.panel.ts';
import type { CommonalityOrder } from './panels/commonality-order.ts';
import { ExcursionCommonalityPanel } from './panels/commonality.panel.ts';
import { HistoryPanel, type HistoryTab } from './panels/history.panel.ts';
import { MovedParametersPanel } from './panels/moved.panel.ts';
import { ExcursionStacksPanel } from './panels/stacks.panel.ts';
import { ExcursionTimelinePanel } from './panels/timeline.panel.ts';
import { WhyPanel } from './panels/why.panel.ts';
import { SeverityBadge, StateBadge } from './state-badge.ts';

/** The next act of a case's life stands as a button of its own: the first that is possible. */
const NEXT: Readonly<Record<ExcursionState, readonly ExcursionAct[]>> = {
  OPEN: ['ACKNOWLEDGED', 'CONTAINED'],
  CONTAINED: ['CAUSE_FOUND'],
  CAUSE_FOUND: ['CLOSED'],
  CLOSED: ['REOPENED'],
  DISMISSED: ['REOPENED'],
  WITHDRAWN: [],
};
const IN_MENU: readonly ExcursionAct[] = [
  'ACKNOWLEDGED',
  'ASSIGNED',
  'CONTAINED',
  'CAUSE_FOUND',
  'ACTION_ADDED',
  'CLOSED',
  'DISMISSED',
  'REOPENED',
];

/** An excursion: what is shared, since when, is it held. */
@Component({
  selector: 'fw-excursion-page',
  imports: [
    ActionsPanel,
    AffectedLotsPanel,
    Button,
    CdkMenu,
    CdkMenuItem,
    CdkMenuTrigger,
    ExcursionAroundPanel,
    ExcursionCommonalityPanel,
    ExcursionStacksPanel,
    ExcursionTimelinePanel,
    HistoryPanel,
    Icon,
    MovedParametersPanel,
    Panel,
    ReportButton,
    RouterLink,
    SeverityBadge,
    StateBadge,
    WhyPanel,
  ],
  templateUrl: './excursion.page.html',
  styleUrl: './excursion.page.css',
})
export class ExcursionPage {
  readonly excursionId = input.required<string>();
  readonly order = input<string>();
  readonly tab = input<string>();

  private readonly router = inject(Router);
  private readonly place = inject(PagePlace);
  protected readonly formats = inject(Formats);
  protected readonly copyLink = inject(CopyLink);
  protected readonly words = injectExcursionWords();
  protected readonly say = this.words.say;
  private readonly acts = injectActs();

  protected readonly source = injectExcursion(this.excursionId);
  protected readonly excursion = this.source.excursion;
  protected readonly commonalityOrder = computed<CommonalityOrder>(() => (this.order() === 'step' ? 'step' : 'ranked'));
  protected readonly historyTab = computed<HistoryTab>(() => (this.tab() === 'notes' ? 'notes' : 'history'));
  /** What the link says and means nothing, as written. */
  protected readonly dropped = computed(() =>
    [
      ...(['step', 'ranked', undefined].includes(this.order()) ? [] : [`order=${this.order()}`]),
      ...(['notes', 'history', undefined].includes(this.tab()) ? [] : [`tab=${this.tab()}`]),
    ].join(', '),
  );
  protected readonly possible = computed<readonly ExcursionAct[]>(() => {
    const excursion = this.excursion();
    if (!excursion) return [];
    const seen = excursion.acknowledgedAt !== null;
    return excursion.possibleActs.filter((act) => !(act === 'ACKNOWLEDGED' && seen));
  });
  protected readonly leading = computed(() => {
    const excursion = this.excursion();
    return (excursion && NEXT[excursion.state].find((act) => this.possible().includes(act))) ?? null;
  });
  protected readonly inMenu = computed(() =>
    IN_MENU.filter((act) => act !== this.leading() && this.possible().includes(act)),
  );
  protected readonly reportTarget = computed(() => {
    const excursion = this.excursion();
    return excursion && { kind: 'excursion' as const, excursionId: excursion.excursionId };
  });

  protected readonly pageState = computed<PanelState>(() => {
    const answer = this.source.answer();
    const id = this.excursionId();
    switch (answer.kind) {
      case 'excursion':
        return { kind: 'ready' };
      case 'loading':
        return { kind: 'loading' };
      case 'failed':
        return failedState(this.say('page.failed', { id }), answer.error);
      case 'forbidden':
        return { kind: 'no-rights', heading: this.say('page.forbidden', { id }) };
      case 'not-found':
        return { kind: 'empty', heading: this.say('page.notFound', { id }), text: this.say('page.notFoundText') };
    }
  });

  constructor() {
    effect(() => {
      const found = this.excursion();
      const heading = found ? `${this.excursionId()} ${this.words.title(found)}` : this.excursionId();
      this.place.set({ heading, crumbs: [{ label: this.say('title'), link: '/excursions' }] });
    });
  }

  protected async act(act: ExcursionAct): Promise<void> {
    const excursion = this.excursion();
    if (excursion && (await this.acts.run(act, excursion))) this.source.reload();
  }

  protected async complete(action: ExcursionPageFragment['actions'][number]): Promise<void> {
    const excursion = this.excursion();
    if (excursion && (await this.acts.complete(excursion, action))) this.source.reload();
  }

  protected chooseOrder(order: CommonalityOrder): void {
    this.go({ order: order === 'step' ? 'step' : null });
  }

  protected chooseTab(tab: HistoryTab): void {
    this.go({ tab: tab === 'notes' ? 'notes' : null });
  }

  protected rulesOf({ lots }: ExcursionPageFragment): string {
    const rules = lots.flatMap(({ alarms }) => alarms.map(({ rule }) => rule));
    return this.formats.listed([...new Set(rules)].map((rule) => this.say(`rule.${rule}`)));
  }

  protected settledOf({ state, settledReason }: ExcursionPageFragment): string {
    if (!settledReason) return '';
    const reason = this.words.reason(settledReason);
    return this.say('page.settled', { state: this.say(`state.${state}`), reason });
  }

  private go(queryParams: Params): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
