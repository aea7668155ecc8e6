import { Component, computed, inject, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, FilterChip, Icon, Segmented, type FilterOption } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { CopyLink } from '../../core/keys/copy-link.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onPageKeys } from '../../core/selection/page-keys.ts';
import type { BrushedPoints } from './brush.ts';
import { ExploreFilterBar } from './explore-filter-bar.ts';
import { type ExploreChoice, type LinkedList } from './explore-link.ts';
import { injectExploreState } from './explore-state.ts';
import { ExploreStore } from './explore.store.ts';
import { ExploreTrendPanel } from './explore-trend.panel.ts';
import { LinkedPanels } from './linked.panels.ts';
import { NotesPanel } from './notes.panel.ts';
import { brushed, countLots } from './selection.ts';
import { TestSidePanel } from './test-side.panel.ts';
import { AskText } from './text-dialog.ts';

const UNITS = ['LOT', 'WAFER', 'DAY', 'WEEK'] as const;
const MOST_COLOURS = 6;

/** The yield explorer: where, when, in which bin and group. */
@Component({
  selector: 'fw-yield-page',
  imports: [
    Button,
    ExploreFilterBar,
    ExploreTrendPanel,
    FilterChip,
    Icon,
    LinkedPanels,
    NotesPanel,
    RouterLink,
    Segmented,
    TestSidePanel,
    TranslocoDirective,
  ],
  providers: [ExploreStore],
  templateUrl: './yield.page.html',
  styles: `
    .selection {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
    }
  `,
})
export class YieldPage {
  private readonly shown = injectExploreState();
  protected readonly store = this.shown.store;
  protected readonly view = this.shown.view;
  protected readonly heading = this.shown.heading;
  protected readonly caption = this.shown.caption;
  protected readonly state = this.shown.state;
  protected readonly link = inject(CopyLink);
  private readonly askText = inject(AskText);
  private readonly say = injectSay('explore');
  private readonly trendPanel = viewChild(ExploreTrendPanel);
  private readonly notesPanel = viewChild(NotesPanel);

  protected readonly choice = this.store.choice;
  protected readonly units = computed(() => UNITS.map((value) => ({ value, label: this.say(`by.${value}`) })));
  protected readonly productId = computed(() => this.store.product()?.productId ?? null);
  protected readonly selected = computed(() => {
    const [selected, members] = [this.store.selectedMembers(), this.store.members()];
    return selected && members && countLots(members, selected);
  });
  protected readonly highlights = computed<FilterOption[] | null>(() => {
    const groups = this.store.trend()?.groups ?? [];
    if (groups.length <= MOST_COLOURS) return null;
    const shown = this.view()?.groups ?? [];
    return groups.flatMap(({ label }, at) => (label ? [{ value: label, label: shown[at]?.label ?? label }] : []));
  });
  protected readonly highlighted = computed(() => {
    const highlight = this.view()?.highlight ?? null;
    return highlight === null ? '' : (this.store.trend()?.groups[highlight]?.label ?? '');
  });
  protected readonly filtered = computed(() => {
    const choice = this.choice();
    return FILTERS.some((name) => Boolean(choice[name]));
  });
  protected readonly notices = this.shown.notices;
  protected readonly exportNotes = computed(() => [this.heading(), this.caption()]);
  /** A new note is about the first selected point, or the newest of all. */
  protected readonly noteAt = computed(() => {
    const [view, selected] = [this.view(), this.store.selectedPoints()];
    if (!view) return null;
    return view.points.at[selected ? selected.indexOf(1) : view.points.at.length - 1] ?? null;
  });

  constructor() {
    onPageKeys({
      b: { run: () => this.trendPanel()?.startBrush(), does: () => this.say('brush.start') },
      n: { run: () => void this.notesPanel()?.write(), does: () => this.say('note.write') },
      Escape: {
        run: () => this.store.choose({ selection: null }),
        does: () => this.say('clearSelection'),
        ready: () => this.choice().selection !== null,
      },
    });
  }

  protected brush({ indices, mode }: BrushedPoints): void {
    const [members, trend] = [this.store.members(), this.store.trend()];
    if (!members || !trend || (indices.length === 0 && mode !== 'replace')) return;
    const points = new Set(indices.map((index) => trend.points.key[index] ?? ''));
    void this.store.select(brushed(members, this.store.pointsOf(), this.store.selectedMembers(), points, mode));
  }

  protected chooseUnit(value: string): void {
    const by = UNITS.find((unit) => unit === value);
    if (by) this.store.choose({ by });
  }

  protected chooseHighlight(highlight: string | undefined): void {
    this.store.choose({ highlight: highlight ?? null });
  }

  protected async editLists(): Promise<void> {
    const { lots, wafers } = this.choice();
    const items = [lots, wafers].flatMap((list) => (list && 'items' in list ? list.items : []));
    const text = await this.askText.ask({
      heading: this.say('lists.heading'),
      label: this.say('lists.label'),
      hint: this.say('lists.hint'),
      action: this.say('lists.apply'),
      text: items.join('\n'),
      optional: true,
    });
    if (text === null) return;
    const named = [...new Set(text.split(/[\s,;]+/).filter((item) => item !== ''))];
    const change: { lots: LinkedList | null; wafers: LinkedList | null } = {
      lots: await this.store.toList(named.filter((item) => !item.includes('/'))),
      wafers: await this.store.toList(named.filter((item) => item.includes('/'))),
    };
    this.store.choose({ ...change, selection: null });
  }

  protected clear(): void {
    const none: Partial<ExploreChoice> = Object.fromEntries(FILTERS.map((name) => [name, undefined]));
    this.store.choose({
      ...none,
      lots: null,
      wafers: null,
      selection: null,
      period: { kind: 'weeks', weeks: LONGER_WEEKS },
      lotTypes: ['PRODUCTION'],
    });
  }
}

const FILTERS = ['lots', 'wafers', 'step', 'tool', 'chamber', 'recipe', 'revision', 'tester', 'card'] as const;
/** Where nothing was found, there may be something in half a year. */
const LONGER_WEEKS = 26;
