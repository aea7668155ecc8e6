export { FabClock, FabClockHand, fabClockProvider, NewestEventClock, WallClock } from './fab-clock.ts';
