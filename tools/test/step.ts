import type { CommandResult } from './command.ts';
import type { StepResult } from './result.ts';

/** What a step may use. */
export interface StepContext {
  /** The repository. */
  readonly root: string;
  /** Folder for reports of runners; empty at the start. */
  readonly reports: string;
  /** Runs a program in the repository with Node's packages on its path; never rejects for an exit code. */
  readonly run: (
    command: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<CommandResult>;
}

/** One thing that `npm test` does. A new step is a file in steps/ and a line in steps/index.ts. */
export interface Step {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the report says it proves. */
  readonly title: string;
  /** How many cores it keeps busy. Steps run side by side as far as the machine's cores reach. */
  readonly cores: number;
  /** It waits by the clock for programs of its own and leaves cores idle: it runs beside the others, which make way. */
  readonly timed?: boolean;
  /** Its tests have deadlines of their own: what only computes makes way for it, as for what waits by the clock. */
  readonly pressing?: boolean;
  /** Steps whose output it uses; they end before it starts. */
  readonly after?: readonly string[];
  run(context: StepContext): Promise<StepResult>;
}
