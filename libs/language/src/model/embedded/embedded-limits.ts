export interface EmbeddedLimits {
  /** Questions that may wait for the one that is being answered; one more is `busy`. */
  readonly mostWaiting: number;
  /** From the question to its answer, waiting and loading included, in milliseconds. */
  readonly deadlineMs: number;
  /** A process without questions ends after this time, in milliseconds, and gives its memory back. */
  readonly idleMs: number;
  /** Memory of the process in bytes; past it the process is ended. Null: the size of the weights and 2 GiB. */
  readonly mostMemoryBytes: number | null;
  /** Most tokens of question and answer together. */
  readonly contextTokens: number;
  /** Null: one for small models, otherwise all cores but one. */
  readonly threads: number | null;
  /** How far the process stands back behind others on a busy machine: 0 not at all, 19 most. */
  readonly niceness: number;
  /** A process that gives no sign of life for this long is ended, in milliseconds. */
  readonly silentMs: number;
  /** How long a question that was given up may take to stop before its process is ended, in milliseconds. */
  readonly stopMs: number;
  /** The wait before a process that died is started again; twice as long each time it dies. In milliseconds. */
  readonly firstRestartMs: number;
  readonly longestRestartMs: number;
}

export const EMBEDDED_LIMITS: EmbeddedLimits = {
  mostWaiting: 16,
  deadlineMs: 120_000,
  idleMs: 300_000,
  mostMemoryBytes: null,
  contextTokens: 4096,
  threads: null,
  niceness: 5,
  silentMs: 30_000,
  stopMs: 5_000,
  firstRestartMs: 250,
  longestRestartMs: 30_000,
};
