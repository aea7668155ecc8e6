/** Things by time; of equal time the one that was put in first. */
export class TimeHeap<T> {
  private readonly entries: { time: number; order: number; value: T }[] = [];
  private order = 0;

  get size(): number {
    return this.entries.length;
  }

  nextTime(): number {
    return this.entries[0]?.time ?? Infinity;
  }

  push(time: number, value: T): void {
    this.entries.push({ time, order: this.order++, value });
    let at = this.entries.length - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.before(at, above)) break;
      this.swap(at, above);
      at = above;
    }
  }

  pop(): { time: number; value: T } | undefined {
    const first = this.entries[0];
    const last = this.entries.pop();
    if (!first || !last) return undefined;
    if (this.entries.length > 0) {
      this.entries[0] = last;
      this.sink();
    }
    return { time: first.time, value: first.value };
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let least = at;
      if (left < this.entries.length && this.before(left, least)) least = left;
      if (left + 1 < this.entries.length && this.before(left + 1, least)) least = left + 1;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private before(a: number, b: number): boolean {
    const one = this.entries[a];
    const other = this.entries[b];
    if (!one || !other) return false;
    return one.time < other.time || (one.time === other.time && one.order < other.order);
  }

  private swap(a: number, b: number): void {
    const one = this.entries[a];
    const other = this.entries[b];
    if (!one || !other) return;
    this.entries[a] = other;
    this.entries[b] = one;
  }
}
