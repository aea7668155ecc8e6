export { Doorbell } from './doorbell.ts';
export { Rounds, type RoundsOptions } from './rounds.ts';
