import type { PartitionProgress } from './event-source.ts';

/** How far each partition has come, for lag on screens and in metrics. */
export class ProgressBook {
  readonly #entries = new Map<string, PartitionProgress>();

  note(progress: PartitionProgress): void {
    const key = `${progress.topic}/${progress.partition}`;
    const endOffset = progress.endOffset ?? this.#entries.get(key)?.endOffset;
    this.#entries.set(key, { ...progress, endOffset });
  }

  clear(): void {
    this.#entries.clear();
  }

  list(): readonly PartitionProgress[] {
    return [...this.#entries.values()];
  }
}
