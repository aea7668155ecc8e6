/** Something the person at the shell can act on. The message says what happened and what to do; no stack is printed. */
export class CliError extends Error {
  override readonly name = 'CliError';

  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A wrong command line: the usage follows the message. */
export class UsageError extends CliError {
  constructor(message: string) {
    super(message, 2);
  }
}
