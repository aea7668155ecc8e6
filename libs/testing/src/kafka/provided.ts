import 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** host:port of a broker; empty where there is none, with the reason beside it. */
    readonly kafkaBrokers: string;
    readonly kafkaMissing: string;
  }
}
