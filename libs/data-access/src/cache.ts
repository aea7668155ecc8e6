import { InMemoryCache } from '@apollo/client';
import { possibleTypes } from './generated/possible-types.ts';

/**
 * Pages ask for the sentences of these apart from their numbers, in the same field: the second answer joins the first.
 * Without this it would replace it, and both queries would refetch each other's part.
 */
const TOLD_IN_PARTS = { Lot: { merge: true }, Overview: { merge: true } } as const;

/**
 * What was answered, kept by question. No object is shared between answers or inside one: the api's objects depend on
 * insertion and filter, so one id has many values, and a chamber is a different factor at each step.
 */
export function answerCache(): InMemoryCache {
  return new InMemoryCache({ typePolicies: TOLD_IN_PARTS, possibleTypes, dataIdFromObject: () => undefined });
}
