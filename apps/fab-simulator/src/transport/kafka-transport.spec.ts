import { describe, expect, it } from 'vitest';
import { shipments } from './kafka-transport.ts';
import type { Parcel } from './transport.ts';

const parcel = (id: string, bytes: number): Parcel => ({
  type: 'fab.lot-hold.v1',
  id,
  partitionKey: 'L1',
  body: 'x'.repeat(bytes),
});
const ids = (cut: readonly (readonly Parcel[])[]): string[][] => cut.map((shipment) => shipment.map(({ id }) => id));

describe('what goes to a broker at once', () => {
  it('keeps the order and never exceeds what a broker takes', () => {
    const sent = [parcel('a', 40), parcel('b', 60), parcel('c', 1), parcel('d', 99), parcel('e', 2)];
    expect(ids(shipments(sent, 100))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('sends alone what is larger by itself', () => {
    expect(ids(shipments([parcel('a', 10), parcel('b', 150), parcel('c', 10)], 100))).toEqual([['a'], ['b'], ['c']]);
  });

  it('counts bytes, not characters', () => {
    const note = { ...parcel('n', 0), body: '腔'.repeat(30) };
    expect(ids(shipments([note, note], 100))).toHaveLength(2);
  });
});
