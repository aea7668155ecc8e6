import { describe, expect, it } from 'vitest';
import { badLot, badWeek } from '../../test/sheets.ts';
import { planNarrative } from '../plan/narrative-plan.ts';
import { factById } from './fact-sheet.ts';
import { lotFactSheet } from './lot-fact-sheet.ts';
import { periodFactSheet } from './period-fact-sheet.ts';
import { directionOf } from './sheet-builder.ts';

describe('fact sheet', () => {
  it('numbers each fact once and keeps keys that mean the same on every page', () => {
    const { facts } = periodFactSheet(badWeek);
    expect(facts.map((fact) => fact.id)).toEqual(facts.map((_, position) => `F${position + 1}`));
    expect(new Set(facts.map((fact) => fact.key)).size).toBe(facts.length);
    const keys = facts.map((fact) => fact.key);
    expect(keys).toContain('yield.final/PMIC-K7/CP1/2026-W47');
    expect(keys).toContain('loss.bin/PMIC-K7/CP1/11/2026-W47');
    expect(lotFactSheet(badLot).facts.map((fact) => fact.key)).toContain('yield.final/PMIC-K7/CP1/N4K811');
  });

  it('is the same for the same input', () => {
    expect(periodFactSheet(badWeek)).toEqual(periodFactSheet(badWeek));
  });

  it('has a fact of the sheet behind every role, with its source', () => {
    for (const sheet of [periodFactSheet(badWeek), lotFactSheet(badLot)]) {
      for (const id of sheet.statements.flatMap((statement) => Object.values(statement.roles))) {
        expect(factById(sheet, id).source.query).not.toBe('');
      }
    }
    expect(() => factById(periodFactSheet(badWeek), 'F999')).toThrow(RangeError);
  });

  it('says which way a change goes, by its printed value, and what that means', () => {
    const change = periodFactSheet(badWeek).facts.find((fact) => fact.kind === 'yield.change');
    expect(change).toMatchObject({ direction: 'down', polarity: 'bad', unit: 'pp', value: -1.77 });
    const loss = periodFactSheet(badWeek).facts.find((fact) => fact.kind === 'loss.change');
    expect(loss).toMatchObject({ direction: 'up', polarity: 'bad' });
    expect(directionOf(-0.04, 1, 'good')).toEqual({ direction: 'flat', polarity: 'neutral' });
    expect(directionOf(-0.05, 1, undefined)).toEqual({ direction: 'down', polarity: 'neutral' });
  });
});

describe('plan', () => {
  const sheet = periodFactSheet(badWeek);

  it('keeps the weightiest statements of a section in the order of the sheet', () => {
    const plan = planNarrative(sheet, { mostPerSection: 2 });
    expect(plan.with.map(({ message }) => message)).toEqual(['alarm.sigma', 'retest.recovered']);
    expect(plan.where.map(({ message }) => message)).toEqual(['loss.top.rose', 'loss.rose']);
  });

  it('does not say "no other bin" when a bin it counts on was dropped', () => {
    const boosted = {
      ...sheet,
      statements: sheet.statements.map((statement) =>
        statement.message === 'loss.rest' ? { ...statement, salience: 1.5 } : statement,
      ),
    };
    expect(planNarrative(boosted, { mostPerSection: 2 }).where.map(({ message }) => message)).toEqual([
      'loss.top.rose',
    ]);
  });

  it('never leaves out what is open, however little room there is', () => {
    const open = planNarrative(sheet, { mostPerSection: 0 }).open.map(({ message }) => message);
    expect(open).toEqual(['open.cause', 'open.excluded']);
  });
});
