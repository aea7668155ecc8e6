/** The life of an excursion. `withdrawn`: the data it rested on were corrected before a person had touched it. */
export enum ExcursionState {
  OPEN = 'open',
  CONTAINED = 'contained',
  CAUSE_FOUND = 'cause-found',
  CLOSED = 'closed',
  DISMISSED = 'dismissed',
  WITHDRAWN = 'withdrawn',
}

/** What is done to an excursion. The detectors open, join, update and withdraw; the rest is people's. */
export enum ExcursionAct {
  OPENED = 'opened',
  JOINED = 'joined',
  UPDATED = 'updated',
  WITHDRAWN = 'withdrawn',
  ACKNOWLEDGED = 'acknowledged',
  ASSIGNED = 'assigned',
  CONTAINED = 'contained',
  HOLD_REQUESTED = 'hold-requested',
  CAUSE_FOUND = 'cause-found',
  ACTION_ADDED = 'action-added',
  ACTION_DONE = 'action-done',
  COMMENTED = 'comment',
  CLOSED = 'closed',
  DISMISSED = 'dismissed',
  REOPENED = 'reopened',
}

export const LIVE = [ExcursionState.OPEN, ExcursionState.CONTAINED, ExcursionState.CAUSE_FOUND] as const;
const SETTLED = [ExcursionState.CLOSED, ExcursionState.DISMISSED] as const;

interface Rule {
  readonly from: readonly ExcursionState[];
  /** Null: the state stays as it is. */
  readonly to: ExcursionState | null;
}

/**
 * From which states an act is possible, and where it leads. What is settled is reopened first: nothing changes under a
 * decision that somebody has signed. A withdrawn excursion comes back only with its data.
 */
const RULES: Readonly<Record<ExcursionAct, Rule>> = {
  [ExcursionAct.OPENED]: { from: [ExcursionState.WITHDRAWN], to: ExcursionState.OPEN },
  [ExcursionAct.JOINED]: { from: LIVE, to: null },
  [ExcursionAct.UPDATED]: { from: LIVE, to: null },
  [ExcursionAct.WITHDRAWN]: { from: [ExcursionState.OPEN], to: ExcursionState.WITHDRAWN },
  [ExcursionAct.ACKNOWLEDGED]: { from: LIVE, to: null },
  [ExcursionAct.ASSIGNED]: { from: LIVE, to: null },
  [ExcursionAct.CONTAINED]: { from: LIVE, to: ExcursionState.CONTAINED },
  [ExcursionAct.HOLD_REQUESTED]: { from: LIVE, to: null },
  [ExcursionAct.CAUSE_FOUND]: { from: LIVE, to: ExcursionState.CAUSE_FOUND },
  [ExcursionAct.ACTION_ADDED]: { from: LIVE, to: null },
  // What was agreed may still be finished, and said, after the case itself is settled.
  [ExcursionAct.ACTION_DONE]: { from: [...LIVE, ...SETTLED], to: null },
  [ExcursionAct.COMMENTED]: { from: [...LIVE, ...SETTLED, ExcursionState.WITHDRAWN], to: null },
  [ExcursionAct.CLOSED]: { from: [ExcursionState.CONTAINED, ExcursionState.CAUSE_FOUND], to: ExcursionState.CLOSED },
  [ExcursionAct.DISMISSED]: { from: LIVE, to: ExcursionState.DISMISSED },
  [ExcursionAct.REOPENED]: { from: SETTLED, to: ExcursionState.OPEN },
};

/** The state that an act leads to; null where it is not possible. */
export function stateAfter(state: ExcursionState, act: ExcursionAct): ExcursionState | null {
  const rule = RULES[act];
  if (!rule.from.includes(state)) return null;
  // More holds under a cause that is known already don't take the knowledge back.
  if (act === ExcursionAct.CONTAINED && state === ExcursionState.CAUSE_FOUND) return state;
  return rule.to ?? state;
}

const BY_PEOPLE: readonly ExcursionAct[] = [
  ExcursionAct.ACKNOWLEDGED,
  ExcursionAct.ASSIGNED,
  ExcursionAct.CONTAINED,
  ExcursionAct.CAUSE_FOUND,
  ExcursionAct.ACTION_ADDED,
  ExcursionAct.ACTION_DONE,
  ExcursionAct.COMMENTED,
  ExcursionAct.CLOSED,
  ExcursionAct.DISMISSED,
  ExcursionAct.REOPENED,
];

/** What a person may do next, in the order of a case's life. */
export function possibleActs(state: ExcursionState): ExcursionAct[] {
  return BY_PEOPLE.filter((act) => stateAfter(state, act) !== null);
}

export function isLive(state: ExcursionState): boolean {
  return (LIVE as readonly ExcursionState[]).includes(state);
}
