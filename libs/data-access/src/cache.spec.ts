import { gql } from '@apollo/client';
import { describe, expect, it } from 'vitest';
import { answerCache } from './cache.ts';

const FACTORS = gql`
  query Factors {
    excursionCommonality {
      levels {
        id
        stepName
        cut
      }
    }
  }
`;
const level = (id: string, stepName: string, cut: number | null) => ({
  __typename: 'CommonalityLevel',
  id,
  stepName,
  cut,
});

describe('what was answered', () => {
  it('keeps things of one name apart: a chamber at two steps, two cuts of a queue time', () => {
    const levels = [
      level('ETC-205/C', 'Gate etch', null),
      level('ETC-205/C', 'Metal 2 etch', null),
      level('queue-time', 'Via etch', 16.8),
      level('queue-time', 'Via etch', 11.4),
    ];
    const cache = answerCache();
    const data = { excursionCommonality: { __typename: 'Commonality', levels } };
    cache.writeQuery({ query: FACTORS, data });
    expect(cache.readQuery({ query: FACTORS })).toEqual(data);
  });
});
