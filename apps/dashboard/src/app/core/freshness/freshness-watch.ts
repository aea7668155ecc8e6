import { effect, inject, Injectable } from '@angular/core';
import { queryResource } from '@fabwright/data-access';
import { FreshnessDocument } from '@fabwright/data-access/documents/freshness';
import { formatClock } from '@fabwright/facts';
import type { Status } from '@fabwright/ui';
import { injectFabCalendar } from '../fab/fab-calendar.ts';
import { Formats } from '../formats/formats.ts';
import { injectSay } from '../i18n/inject-say.ts';
import { onChanges } from '../live/live-changes.ts';
import { FreshnessStore, type Freshness } from './freshness.ts';

const STATUS: Readonly<Record<string, Status>> = { ok: 'ok', watch: 'watch', stale: 'stale' };
/** Data grow stale without any change that could be told. */
const ASK_AGAIN_MS = 30_000;

/** Keeps the badge in the top bar true. The shell provides it, so it lives as long as somebody is signed in. */
@Injectable()
export class FreshnessWatch {
  private readonly store = inject(FreshnessStore);
  private readonly formats = inject(Formats);
  private readonly calendar = injectFabCalendar();
  private readonly say = injectSay('shell.freshness');
  private readonly query = queryResource(FreshnessDocument, () => ({}));

  constructor() {
    onChanges(['health', 'imports'], () => this.query.reload());
    effect((onCleanup) => {
      const timer = setInterval(() => this.query.reload(), ASK_AGAIN_MS);
      onCleanup(() => clearInterval(timer));
    });
    effect(() => this.store.set(this.read()));
  }

  private read(): Freshness | null {
    if (!this.query.hasValue()) return null;
    const { state, newestEventAt, newestReceivedAt } = this.query.value().dataHealth.ingest;
    if (!newestEventAt) return { status: 'plain', text: this.say('empty'), detail: this.say('emptyDetail') };
    const time = formatClock(new Date(newestEventAt), this.calendar().zone);
    const received = this.formats.time(newestReceivedAt);
    return {
      status: STATUS[state] ?? 'plain',
      text: this.say('to', { time }),
      detail: this.say('detail', { event: this.formats.time(newestEventAt), received }),
    };
  }
}
