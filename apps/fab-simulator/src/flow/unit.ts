import type { Tool } from '../model/tools.ts';
import { MaintenancePlan } from './maintenance-plan.ts';

/** A chamber of a tool (or the whole tool where it has none): busy until `freeAt`, out of use during maintenance. */
export class Unit {
  readonly tool: Tool;
  readonly chamber: string;
  readonly plan: MaintenancePlan;
  freeAt = 0;
  private maintenanceSeen = 0;
  private runsSince = 0;

  constructor(tool: Tool, chamber: string, seed: number, from: number) {
    this.tool = tool;
    this.chamber = chamber;
    this.plan = new MaintenancePlan(seed, tool.id, chamber, from);
  }

  earliest(from: number, duration: number): number {
    return this.plan.fit(Math.max(from, this.freeAt), duration);
  }

  /** Takes note of a run that starts: its number after the last maintenance while seasoning lasts, else 0. */
  countRun(startedAt: number): number {
    const last = this.plan.lastBefore(startedAt);
    if (!last) return 0;
    if (last.number !== this.maintenanceSeen) {
      this.maintenanceSeen = last.number;
      this.runsSince = 0;
    }
    this.runsSince++;
    return this.runsSince <= last.seasoningRuns ? this.runsSince : 0;
  }
}
