import 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the private server's maintenance database. */
    readonly postgresUrl: string;
  }
}

/** The migrated database that every test file clones. */
export const TEMPLATE = 'fabwright_template';
