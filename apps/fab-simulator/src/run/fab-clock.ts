/** Fab time: goes on from where it was kept, faster than wall time by a factor, and stands still while nothing runs. */
export class FabClock {
  private readonly from: number;
  private readonly startedAt: number;
  private readonly speed: number;
  private readonly wall: () => number;

  /** `wall` gives milliseconds of a clock that never goes back. */
  constructor(from: number, speed: number, wall: () => number = () => performance.now()) {
    this.from = from;
    this.speed = speed;
    this.wall = wall;
    this.startedAt = wall();
  }

  now(): number {
    return this.from + (this.wall() - this.startedAt) * this.speed;
  }
}
