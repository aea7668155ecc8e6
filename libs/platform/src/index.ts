export * from './config/index.ts';
export * from './database/index.ts';
export * from './log/index.ts';
export { platformMigrations } from './migrations/index.ts';
