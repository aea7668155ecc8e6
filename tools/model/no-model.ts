/** Why there is no model: one line that says what happened and what to do. The models folder is as it was. */
export class NoModel extends Error {
  /** 2 for a mistake in the command line, 1 for everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoModel';
    this.exitCode = exitCode;
  }
}
