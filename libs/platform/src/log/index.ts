export { type LogContext, logContext, withLogContext } from './log-context.ts';
export { createLogger, type Logger, loggerOptions } from './logger.ts';
export { LogModule } from './log.module.ts';
export { redact, redactText } from './redact.ts';
