import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { logContext } from './log-context.ts';
import { redact, redactText } from './redact.ts';

export type { Logger } from 'pino';

/** Options of every logger of the house: JSON lines, ISO time, ids of the work at hand, no secrets. */
export function loggerOptions(program: string, level: string): LoggerOptions {
  return {
    level,
    base: { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'message',
    mixin: () => ({ ...logContext() }),
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => redact(fields) as Record<string, unknown>,
    },
    hooks: {
      logMethod(args, method) {
        method.apply(
          this,
          args.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg)) as Parameters<typeof method>,
        );
      },
    },
  };
}

/** A logger for what runs outside Nest's life: the start, and the last words. */
export function createLogger(program: string, level: string, destination?: DestinationStream): Logger {
  return destination ? pino(loggerOptions(program, level), destination) : pino(loggerOptions(program, level));
}
