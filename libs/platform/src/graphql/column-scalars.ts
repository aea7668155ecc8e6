import { GraphQLScalarType } from 'graphql';

/** A list that is written as one value. A `[Float!]` is checked and copied place by place, of a chart thousands of times. */
function column<Place>(name: string, description: string): GraphQLScalarType<readonly Place[]> {
  const refuse = (): never => {
    throw new TypeError(`${name} is for answers only.`);
  };
  return new GraphQLScalarType<readonly Place[]>({
    name,
    description,
    serialize(value) {
      if (!Array.isArray(value)) throw new TypeError(`${name} is a list.`);
      return value as readonly Place[];
    },
    parseValue: refuse,
    parseLiteral: refuse,
  });
}

export const NumberColumn = column<number>('NumberColumn', 'A list of numbers, a place a point.');
export const GappyNumberColumn = column<number | null>(
  'GappyNumberColumn',
  'A list of numbers, a place a point; null where there is none.',
);
export const TextColumn = column<string>('TextColumn', 'A list of texts, a place a point.');
