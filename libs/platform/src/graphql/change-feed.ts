import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PgListener, UnitOfWork } from '../database/index.ts';

/** What changed under the user's eyes. No ids = too many to name, or nobody knows: refetch. */
export interface ChangeNote {
  readonly topic: string;
  readonly ids: readonly string[];
}

const CHANNEL = 'fab_changed';
/** PostgreSQL takes 8,000 bytes a notification; beyond these the ids are left out. */
const MAX_IDS = 60;
const MAX_PAYLOAD_BYTES = 7_000;
/** A page that refetches more often than this gains nothing. */
const MIN_GAP_MS = 400;

/** Says that something changed, to every process. Inside a unit of work it goes out with the commit. */
@Injectable()
export class ChangeNotifier {
  constructor(private readonly uow: UnitOfWork) {}

  async changed(topic: string, ids: readonly string[] = []): Promise<void> {
    const full = JSON.stringify({ topic, ids });
    const small = ids.length <= MAX_IDS && Buffer.byteLength(full) <= MAX_PAYLOAD_BYTES;
    await this.uow.query('SELECT pg_notify($1, $2)', [CHANNEL, small ? full : JSON.stringify({ topic, ids: [] })]);
  }
}

/** The api's end: hands notes to the subscriptions of open pages. */
@Injectable()
export class ChangeFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #pages = new Set<PageFeed>();
  #end: () => void = () => undefined;

  constructor(private readonly listener: PgListener) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#end = await this.listener.listen(
      CHANNEL,
      (payload) => this.#publish(parseNote(payload)),
      () => this.#pages.forEach((page) => page.everything()),
    );
  }

  onApplicationShutdown(): void {
    this.#end();
    for (const page of this.#pages) void page.return();
  }

  /** Open subscriptions at this moment. */
  get size(): number {
    return this.#pages.size;
  }

  /** Notes on these topics, from now on. Ends, and lets go of everything, when the socket closes. */
  subscribe(topics: readonly string[]): AsyncIterableIterator<{ changed: ChangeNote }> {
    const page = new PageFeed(topics, () => this.#pages.delete(page));
    this.#pages.add(page);
    return page;
  }

  #publish(note: ChangeNote | undefined): void {
    if (note) for (const page of this.#pages) page.add(note);
  }
}

type Result = IteratorResult<{ changed: ChangeNote }, undefined>;

/**
 * Not an async generator: its `return()` would wait behind a pending `next()` and never release the feed.
 * Notes that wait are merged by topic, so a slow page costs a bounded amount of memory and misses nothing.
 */
class PageFeed implements AsyncIterableIterator<{ changed: ChangeNote }> {
  readonly #topics: ReadonlySet<string>;
  readonly #onReturn: () => void;
  /** Topic → ids; null = refetch everything of the topic. */
  readonly #pending = new Map<string, Set<string> | null>();
  #waiting: ((result: Result) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastAt = 0;
  #done = false;

  constructor(topics: readonly string[], onReturn: () => void) {
    this.#topics = new Set(topics);
    this.#onReturn = onReturn;
  }

  add({ topic, ids }: ChangeNote): void {
    if (!this.#topics.has(topic)) return;
    const known = this.#pending.get(topic);
    if (known === null) return;
    const merged = new Set([...(known ?? []), ...ids]);
    this.#pending.set(topic, ids.length === 0 || merged.size > MAX_IDS ? null : merged);
    this.#deliver();
  }

  everything(): void {
    for (const topic of this.#topics) this.#pending.set(topic, null);
    this.#deliver();
  }

  next(): Promise<Result> {
    if (this.#done) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#deliver();
    });
  }

  return(): Promise<Result> {
    this.#done = true;
    clearTimeout(this.#timer);
    this.#onReturn();
    this.#pending.clear();
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = undefined;
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #deliver(): void {
    if (!this.#waiting || this.#pending.size === 0 || this.#timer) return;
    const pause = this.#lastAt + MIN_GAP_MS - Date.now();
    if (pause <= 0) return this.#hand();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#hand();
    }, pause);
  }

  #hand(): void {
    const [first] = this.#pending;
    if (!first || !this.#waiting) return;
    const [topic, ids] = first;
    this.#pending.delete(topic);
    // Notes of other topics that wait go out at once; the pause is per round.
    if (this.#pending.size === 0) this.#lastAt = Date.now();
    const resolve = this.#waiting;
    this.#waiting = undefined;
    resolve({ done: false, value: { changed: { topic, ids: ids === null ? [] : [...ids] } } });
  }
}

function parseNote(payload: string): ChangeNote | undefined {
  try {
    const note = JSON.parse(payload) as Partial<ChangeNote>;
    return typeof note.topic === 'string' && Array.isArray(note.ids) ? { topic: note.topic, ids: note.ids } : undefined;
  } catch {
    return undefined;
  }
}
