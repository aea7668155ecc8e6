/** Something that keeps us from starting. The message is one line: what happened and what to do. Nothing was damaged. */
export class StartFailure extends Error {
  /** 2 for a mistake in the command line, 1 for everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
    this.name = 'StartFailure';
  }
}
