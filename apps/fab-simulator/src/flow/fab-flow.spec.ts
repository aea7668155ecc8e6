import { describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, WEEK } from '../model/calendar.ts';
import { ROUTE } from '../model/route.ts';
import { follow, mean, smallWorld, variance } from '../testing/small-fab.ts';
import { runOf, type Lot } from './lot.ts';

// A whole fab is followed here: seconds, more beside other work.
vi.setConfig({ testTimeout: 60_000 });

const year = follow(smallWorld({ historyDays: 365, wafersPerLot: 6 }));
const { world } = year;
const lots = [...year.lots].filter((lot) => lot.sortEndedAt < world.epoch);
const inSpan = (at: number) => at >= world.historyFrom && at < world.epoch;
const ratio = (part: number, whole: number) => part / whole;

function sortedIn(letter: string): Lot[] {
  return lots.filter((lot) => lot.product.letter === letter && inSpan(lot.sortEndedAt));
}

describe('the flow of the fab', () => {
  it('sorts 10, 4 and 1 lots a week', () => {
    const weeks = (world.epoch - world.historyFrom) / WEEK;
    expect(sortedIn('K').length / weeks).toBeCloseTo(10, 0);
    expect(sortedIn('R').length / weeks).toBeCloseTo(4, 0);
    expect(sortedIn('A').length / weeks).toBeCloseTo(1, 0);
  });

  it('takes 45 days ± 15 %, hot lots half of it', () => {
    const days = (hot: boolean) =>
      lots.filter((lot) => lot.hot === hot).map((lot) => (lot.sortEndedAt - lot.startedAt) / DAY);
    expect(mean(days(false))).toBeGreaterThan(43);
    expect(mean(days(false))).toBeLessThan(47);
    expect(Math.sqrt(variance(days(false))) / mean(days(false))).toBeCloseTo(0.15, 1);
    expect(mean(days(true)) / mean(days(false))).toBeCloseTo(0.5, 1);
  });

  it('leaves 3 to 40 days from most steps to sort, and sorts in another order than it processed', () => {
    const etch = ROUTE.find((step) => step.name === 'Contact etch')!;
    const pairs = sortedIn('K').flatMap((lot) => {
      const run = runOf(lot, etch, 0);
      return run ? [{ at: run.endedAt, left: (lot.sortEndedAt - run.endedAt) / DAY }] : [];
    });
    expect(ratio(pairs.filter(({ left }) => left >= 3 && left <= 40).length, pairs.length)).toBeGreaterThan(0.97);
    const bySort = [...pairs].sort((a, b) => a.at + a.left * DAY - b.at - b.left * DAY);
    const turned = bySort.filter(({ at }, i) => i > 0 && at < (bySort[i - 1]?.at ?? 0)).length;
    expect(ratio(turned, bySort.length)).toBeGreaterThan(0.2);
  });

  it('fills furnaces with up to four lots, mostly four', () => {
    const batches = new Map<string, Set<string>>();
    for (const run of year.runs.filter(({ step }) => step.area === 'Diffusion')) {
      const key = `${run.toolId}@${run.startedAt}`;
      batches.set(key, (batches.get(key) ?? new Set()).add(run.lotNo));
    }
    const sizes = [...batches.values()].map((batch) => batch.size);
    expect(Math.max(...sizes)).toBe(4);
    expect(ratio(sizes.filter((size) => size === 4).length, sizes.length)).toBeGreaterThan(0.5);
  });

  it('gives chambers by availability, so that slots say nothing about them', () => {
    const counts = new Map<string, number>();
    let total = 0;
    for (const run of year.runs.filter(({ step }) => step.name === 'Metal 2 etch')) {
      run.slots.forEach((slot, i) => {
        const key = `${slot % 2}${run.chambers[i]}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        total++;
      });
    }
    expect(counts.size).toBe(8);
    const odd = (chamber: string) =>
      ratio(counts.get(`1${chamber}`) ?? 0, (counts.get(`1${chamber}`) ?? 0) + (counts.get(`0${chamber}`) ?? 0));
    for (const chamber of 'ABCD') expect(Math.abs(odd(chamber) - 0.52)).toBeLessThan(0.08);
    expect(total).toBeGreaterThan(3_000);
  });

  it('never has two wafers in a chamber, nor any during its maintenance', () => {
    const busy = new Map<string, [number, number][]>();
    for (const run of year.runs.filter(({ step }) => step.area === 'Etch')) {
      run.chambers.forEach((chamber, i) => {
        const key = `${run.toolId}/${chamber}`;
        const list = busy.get(key) ?? [];
        busy.set(key, list);
        list.push([run.waferStartedAt[i]!, run.waferEndedAt[i]!]);
      });
    }
    for (const one of year.maintenances) busy.get(`${one.toolId}/${one.chamber}`)?.push([one.startedAt, one.endedAt]);
    for (const list of busy.values()) {
      list.sort((a, b) => a[0] - b[0]);
      list.forEach(([start], i) => expect(start).toBeGreaterThanOrEqual((list[i - 1]?.[1] ?? 0) - 1));
    }
  });

  it('maintains each chamber every 10 to 20 days, followed by 3 to 8 seasoning runs', () => {
    const etch = year.maintenances.filter((one) => one.toolId === 'ETC-207' && one.chamber === 'B');
    expect(etch.length).toBeGreaterThan(20);
    etch.slice(1).forEach((one, i) => {
      const gap = (one.startedAt - etch[i]!.endedAt) / DAY;
      expect(gap).toBeGreaterThanOrEqual(10);
      expect(gap).toBeLessThanOrEqual(20);
    });
    const runs = year.runs.filter((run) => run.toolId === 'LIT-31').sort((a, b) => a.startedAt - b.startedAt);
    const longest = runs.map((run) => run.seasoning[0] ?? 0);
    const series = longest.filter((count, i) => count > 0 && (longest[i + 1] ?? 0) === 0);
    expect(Math.min(...series)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...series)).toBeLessThanOrEqual(8);
  });

  it('reworks 3 %, splits 7 %, scraps .7 % and holds 8 %', () => {
    const share = (kind: string) =>
      new Set(
        year.moments
          .filter(({ lot, moment }) => moment.kind === kind && lots.includes(lot))
          .map(({ lot }) => lot.lotId),
      ).size / lots.length;
    expect(Math.abs(share('rework') - 0.03)).toBeLessThan(0.02);
    expect(Math.abs(share('split') - 0.07)).toBeLessThan(0.025);
    expect(Math.abs(share('hold') - 0.08)).toBeLessThan(0.025);
    const scrapped = year.moments.filter(({ lot, moment }) => moment.kind === 'scrap' && lots.includes(lot)).length;
    expect(Math.abs(scrapped / (lots.length * world.wafersPerLot) - 0.007)).toBeLessThan(0.003);
  });

  it('changes slots at two sorters, without two wafers in one slot', () => {
    const lot = lots.find(
      (one) => !year.moments.some(({ lot: other, moment }) => other === one && moment.kind === 'split'),
    )!;
    const slotsOf = (index: number) => runOf(lot, ROUTE[index]!, 0)!.slots.join();
    expect(new Set([slotsOf(3), slotsOf(20), slotsOf(35)]).size).toBe(3);
    for (const run of year.runs) expect(new Set(run.slots).size).toBe(run.slots.length);
  });

  it('brings each wafer through all steps to sort once, unless it was scrapped', () => {
    const scrapped = new Set(
      year.moments
        .filter(({ moment }) => moment.kind === 'scrap')
        .flatMap(({ lot, moment }) => moment.wafers.map((wafer) => `${lot.lotId}/${wafer}`)),
    );
    const sorted = year.sorts.filter((run) => !run.retest).map((run) => `${run.lot.lotId}/${run.wafer}`);
    expect(new Set(sorted).size).toBe(sorted.length);
    const finished = lots.filter((lot) => lot.sortEndedAt < world.epoch - 40 * DAY);
    for (const lot of finished) {
      lot.waferIds.forEach((_, wafer) => {
        const through = ROUTE.every((step) => runOf(lot, step, wafer) !== undefined);
        expect(through || scrapped.has(`${lot.lotId}/${wafer}`)).toBe(true);
      });
    }
    expect(ratio(sorted.length, lots.length * world.wafersPerLot)).toBeGreaterThan(0.985);
  });

  it('is the same whether it is followed in one go or in many', () => {
    const stops = Array.from({ length: 300 }, (_, i) => smallWorld().origin + i * 7 * HOUR).filter(
      (at) => at < world.epoch,
    );
    const once = follow(smallWorld());
    const often = follow(smallWorld(), [...stops, world.epoch]);
    expect(often.runs.map((run) => [run.id, run.toolId, run.startedAt])).toEqual(
      once.runs.map((run) => [run.id, run.toolId, run.startedAt]),
    );
    expect(new Set(often.maintenances.map((one) => one.toolId + one.chamber + one.number))).toEqual(
      new Set(once.maintenances.map((one) => one.toolId + one.chamber + one.number)),
    );
    expect(often.maintenances).toHaveLength(once.maintenances.length);
  });

  it('gives each lot a number of its own', () => {
    expect(new Set([...year.lots].map((lot) => lot.lotId)).size).toBe(year.lots.size);
  });
});
