export { cloneDatabase, type TestDatabase } from './postgres/clone-database.ts';
