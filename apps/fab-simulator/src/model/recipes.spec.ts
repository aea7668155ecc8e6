import { describe, expect, it, vi } from 'vitest';
import { entriesOf, EPOCH, follow, mean, smallWorld } from '../testing/small-fab.ts';
import { waferLoss } from '../sort/wafer-loss.ts';
import { DAY } from './calendar.ts';
import { PRODUCTS } from './products.ts';
import { RecipeBook, type AppliedAdjustment, type Surface } from './recipes.ts';
import { toolsOf } from './tools.ts';

// A whole fab is followed here: seconds, more beside other work.
vi.setConfig({ testTimeout: 60_000 });

const book = () => new RecipeBook(11, EPOCH);
const surface = book().surfaces.find((one) => one.productId === 'PMIC-K7' && one.step.name === 'Contact etch')!;
const tools = toolsOf('Etch').map((tool) => tool.id);
const product = PRODUCTS[0]!;

function toOptimum(of: Surface, change: Partial<AppliedAdjustment> = {}): AppliedAdjustment {
  return {
    adjustmentId: 'A1',
    toolIds: tools,
    recipeId: of.recipeId,
    fromVersion: '5',
    newVersion: '6',
    appliedAt: EPOCH + DAY,
    parameters: of.knobs.map((knob, i) => ({ name: knob.name, to: of.optimum[i]! })),
    ...change,
  };
}

describe('the response surface', () => {
  it('is least at its optimum, and rises in every direction from there', () => {
    for (const one of book().surfaces) {
      expect(RecipeBook.lossPp(one, one.optimum)).toBe(0);
      expect(RecipeBook.lossPp(one, one.current)).toBeCloseTo(one.lossAtCurrentPp, 8);
      for (let direction = 0; direction < 64; direction++) {
        const moved = one.optimum.map((value, i) => value + one.knobs[i]!.scale * (((direction >> (2 * i)) % 4) - 1.5));
        expect(RecipeBook.lossPp(one, moved)).toBeGreaterThan(0);
      }
    }
  });

  it('costs nothing against the epoch before anyone adjusts', () => {
    expect(book().inForce(product, surface.step, 'ETC-205', EPOCH)).toMatchObject({ version: '5', changePp: 0 });
    expect(book().inForce(product, surface.step, 'ETC-205', EPOCH - 60 * DAY).version).toBe('4');
    expect(book().inForce(product, surface.step, 'ETC-205', EPOCH - 150 * DAY)).toMatchObject({ version: '3' });
    expect(book().inForce(product, surface.step, 'ETC-205', EPOCH - 150 * DAY).changePp).toBeGreaterThan(0);
  });

  it('gives its whole loss back at the optimum, from the adjustment on, on the named tools only', () => {
    const recipes = book();
    expect(recipes.apply(toOptimum(surface, { toolIds: ['ETC-205'] }))).toHaveProperty('applied');
    const at = (tool: string, time: number) => recipes.inForce(product, surface.step, tool, time);
    expect(at('ETC-205', EPOCH + 2 * DAY)).toMatchObject({ version: '6' });
    expect(at('ETC-205', EPOCH + 2 * DAY).changePp).toBeCloseTo(-surface.lossAtCurrentPp, 8);
    expect(at('ETC-205', EPOCH).changePp).toBe(0);
    expect(at('ETC-206', EPOCH + 2 * DAY)).toMatchObject({ version: '5', changePp: 0 });
  });

  it('refuses what was made for another version, what it has already, and what it does not know', () => {
    const recipes = book();
    recipes.apply(toOptimum(surface));
    expect(recipes.apply(toOptimum(surface))).toEqual({ refused: 'already applied' });
    expect(recipes.apply(toOptimum(surface, { adjustmentId: 'A2' }))).toHaveProperty('refused');
    expect(recipes.apply(toOptimum(surface, { adjustmentId: 'A3', recipeId: 'K-ACT-0400' }))).toHaveProperty('refused');
    expect(recipes.applied).toHaveLength(1);
  });

  it('moves the yield of wafers that are processed after the adjustment', () => {
    const loss = (adjust: boolean) => {
      const world = smallWorld({ historyDays: 60 });
      if (adjust) {
        for (const one of world.recipes.surfaces.filter((each) => each.productId === product.id)) {
          const toolIds = toolsOf(one.step.area).map((tool) => tool.id);
          world.recipes.apply(
            toOptimum(one, { adjustmentId: one.recipeId, toolIds, fromVersion: '4', appliedAt: world.origin + DAY }),
          );
          world.recipes.apply(
            toOptimum(one, {
              adjustmentId: `${one.recipeId}b`,
              toolIds,
              fromVersion: '3',
              appliedAt: world.origin + DAY,
            }),
          );
          world.recipes.apply(
            toOptimum(one, { adjustmentId: `${one.recipeId}c`, toolIds, appliedAt: world.origin + DAY }),
          );
        }
      }
      const sorted = follow(world).sorts.filter((run) => run.lot.product === product && !run.retest);
      return mean(sorted.map((run) => waferLoss(world, run.lot, run.wafer).ordinaryPp));
    };
    const gain = loss(false) - loss(true);
    const possible = book()
      .surfaces.filter((one) => one.productId === product.id)
      .reduce((sum, one) => sum + one.lossAtCurrentPp, 0);
    expect(gain).toBeGreaterThan(0.6 * possible);
  });

  it('shows in the recipe of the events', () => {
    const world = smallWorld();
    world.recipes.apply(toOptimum(surface, { appliedAt: EPOCH - 5 * DAY }));
    const runs = entriesOf(world).entries.flatMap(({ due }) => {
      const event = due.type === 'fab.process-run.v1' ? due.build() : undefined;
      return event?.type === 'fab.process-run.v1' && event.data.recipe.id === surface.recipeId ? [event.data] : [];
    });
    const late = runs.filter((run) => Date.parse(run.startedAt) > EPOCH - 5 * DAY);
    expect(late.length).toBeGreaterThan(2);
    for (const run of late) {
      expect(run.recipe.version).toBe('6');
      expect(run.recipe.parameters?.map((one) => one.value)).toEqual(surface.optimum);
    }
    expect(runs.some((run) => run.recipe.version === '5')).toBe(true);
  });
});
