export * from './database/index.ts';
export { platformMigrations } from './migrations/index.ts';
