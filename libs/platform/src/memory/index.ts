export { MemoryAtRest } from './memory-at-rest.ts';
