import { decodeStackedDies } from '@fabwright/contracts';
import { ApiClient, cloneDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, startExcursionFab, type ExcursionFab, type Values } from '../../test/excursion-fab.ts';
import type { ExcursionRecord } from './excursion.ts';
import { ParameterRepository } from './evidence/parameter.repository.ts';

let fab: ExcursionFab;

beforeAll(async () => {
  fab = await startExcursionFab(await cloneDatabase(), (base, token) => new ApiClient(base, token));
});
afterAll(() => fab?.close());

describe('the evidence', () => {
  const SUSPECT = {
    suspect: {
      kind: 'chamber',
      id: 'ETC-1/B',
      stepId: 'ETCH',
      toolId: 'ETC-1',
      chamber: 'B',
      pValue: 0.001,
    },
  } as Partial<ExcursionRecord>;

  it('names lots with their alarms, the suspect, and what is still in line behind it', async () => {
    const id = await fab.opened(SUSPECT);
    const shown = await fab.one(
      id,
      `subject { kind label } suspect { kind id stepName pValue } reasons { code values { name number text } }
       lots { lotId wafers waferIds finalYield alarms { rule value limit } onHold }
       inLine { lotId exposedWafers wafers currentStep holdRequestedAt }`,
    );
    expect(shown).toMatchObject({
      suspect: { kind: 'CHAMBER', id: 'ETC-1/B', stepName: 'Contact etch', pValue: 0.001 },
      lots: [
        { lotId: 'A4', wafers: 2, waferIds: ['W1'], finalYield: 0.85, alarms: [{ rule: 'floor', value: 0.7 }] },
        { lotId: 'A5', wafers: 1, finalYield: 0.7, alarms: [] },
      ],
      inLine: [{ lotId: 'IN1', exposedWafers: 1, wafers: 2 }],
    });
  });

  it('stacks the affected wafers and those they are set against', async () => {
    const id = await fab.opened();
    const { stacks } = (await fab.one(
      id,
      'stacks { affectedWafers baselineWafers dieCount affectedUrl baselineUrl }',
    )) as {
      stacks: { affectedUrl: string; baselineUrl: string };
    };
    expect(stacks).toMatchObject({ affectedWafers: 2, baselineWafers: 3, dieCount: 10 });
    const read = async (url: string): Promise<ArrayBuffer> => {
      const response = await fab.people.manager.fetch(url);
      if (!response.ok) throw new Error(await response.text());
      return response.arrayBuffer();
    };
    const bytes = async (url: string) => decodeStackedDies(await read(url));
    expect([...(await bytes(stacks.affectedUrl)).failed]).toEqual([2, 2, 2, 0, 0, 0, 0, 0, 0, 0]);
    expect([...(await bytes(stacks.baselineUrl)).tested]).toEqual(new Array(10).fill(3));
    const wrong = await fab.people.manager.fetch(`/maps/v1/excursions/${id}/stacked.bin?group=all`);
    expect(wrong.status).toBe(400);
  });

  it('puts the tool, its runs, lots, alarms and people on one time axis', async () => {
    const id = await fab.opened(SUSPECT);
    await fab.act(
      fab.people['yield-engineer'],
      'commentExcursion',
      `excursionId: "${id}", text: "looks like the ring"`,
    );
    const { timeline } = await fab.one(
      id,
      `timeline { from to place tool { state from to note } runs { lotId affected sorted wafers }
        lots { lotId affected } alarms { lotId rule } people { act who words } }`,
    );
    expect(timeline).toMatchObject({
      place: 'ETC-1/B',
      tool: [
        { state: 'usual', to: '2026-11-04T08:00:00.000Z' },
        { state: 'suspect', from: '2026-11-04T08:00:00.000Z' },
        { state: 'maintenance', note: 'ring' },
      ],
      lots: [{ lotId: 'A1', affected: false }, { lotId: 'A2' }, { lotId: 'A4', affected: true }, { lotId: 'A5' }],
      alarms: [{ lotId: 'A4', rule: 'floor' }],
      people: [{ act: 'COMMENTED', who: 'Ada Kovač', words: 'looks like the ring' }],
    });
    const { runs } = timeline as { runs: Values[] };
    expect(runs).toContainEqual({ lotId: 'IN1', affected: false, sorted: false, wafers: 1 });
    expect(runs).toContainEqual({ lotId: 'A4', affected: true, sorted: true, wafers: 1 });
    expect(runs).toHaveLength(4);
  });

  it('names what was changed around it, what the affected wafers share most first', async () => {
    const id = await fab.opened();
    const { changesAround } = await fab.one(
      id,
      'changesAround { kind at endedAt toolId chamber stepName what before after note contrast }',
    );
    expect(changesAround).toMatchObject([
      { kind: 'MAINTENANCE', toolId: 'ETC-1', chamber: 'B', what: 'pm', note: 'ring', contrast: 1 },
      { kind: 'RECIPE', stepName: 'Contact etch', what: 'R', before: '7', after: '8' },
    ]);
  });

  it('finds past ones that looked alike, with what they turned out to be', async () => {
    const id = await fab.opened(SUSPECT);
    const past = await fab.opened({ ...SUSPECT, openedAt: new Date(at(2)), firstLotAt: new Date(at(2)) });
    const cause = 'cause: { kind: CHAMBER, id: "ETC-1/B", toolId: "ETC-1", chamber: "B" }, words: "worn ring"';
    await fab.act(fab.people['yield-engineer'], 'setExcursionCause', `excursionId: "${past}", version: 1, ${cause}`);
    const { similar } = (await fab.one(id, 'similar { excursionId similarity shared cause state }')) as {
      similar: Values[];
    };
    expect(similar.find((row) => row['excursionId'] === past)).toMatchObject({
      cause: 'worn ring',
      state: 'CAUSE_FOUND',
      shared: expect.arrayContaining(['chamber', 'tool', 'product']) as string[],
    });
    expect(similar.map((row) => row['excursionId'])).not.toContain(id);
  });

  it('says why so few lots decide nothing, instead of naming a culprit', async () => {
    const id = await fab.opened();
    const { commonality, movedParameters } = await fab.one(
      id,
      `commonality { obstacle wafers caseWafers rows { reading levels { id toolId chamber stepName } p } }
       movedParameters { name }`,
    );
    expect(commonality).toMatchObject({ wafers: 5, caseWafers: 2 });
    const { rows } = commonality as { rows: Values[] };
    expect(rows.every((row) => row['reading'] !== 'STRONG')).toBe(true);
    expect(movedParameters).toEqual([]);
  });

  it('reads each parameter of each wafer once, of its last measurement', async () => {
    const columns = await fab.api.app.get(ParameterRepository, { strict: false }).columns(['A4', 'A5']);
    const flow = columns.find((column) => column.name === 'he_flow');
    expect(flow).toMatchObject({ source: 'sensor', statistic: 'mean', unit: 'sccm', stepId: 'ETCH' });
    expect([...(flow?.values ?? [])]).toEqual([
      ['A4\nW1', 12.5],
      ['A4\nW2', 13.5],
      ['A5\nW1', 12.5],
    ]);
  });

  it('answers the commonality of a selection, and refuses what is of two insertions', async () => {
    const ask2 = async (cases: string, others: string, client = fab.people.manager) =>
      (
        await fab.ask(
          client,
          `{ commonality(cases: ${cases}, others: ${others}) { __typename
             ... on Commonality { wafers caseWafers lots } ... on InvalidInput { issues { field code } } } }`,
        )
      )['commonality'];
    expect(await ask2('{ lots: ["A4", "A5"] }', '{ lots: ["A1", "A2", "A4"] }')).toEqual({
      __typename: 'Commonality',
      wafers: 5,
      caseWafers: 3,
      lots: 4,
    });
    expect(await ask2('{ lots: ["A4"] }', '{ productId: "A" }', fab.scoped)).toMatchObject({ __typename: 'NotFound' });
  });
});
