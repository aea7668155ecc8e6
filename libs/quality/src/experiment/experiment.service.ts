import { Injectable } from '@nestjs/common';
import { Audit, DomainError, sqlState, UnitOfWork, type Actor, type Role } from '@fabwright/platform';
import { experimentId, experimentList, type ExperimentWafer } from './experiment-list.ts';
import { ExperimentRepository, type ExperimentRow } from './experiment.repository.ts';
import { SplitExperiment, type ExperimentLeg } from './experiment.types.ts';

const LONGEST_NAME = 120;
const UNIQUE_VIOLATION = '23505';

export interface NewSplit {
  readonly name: string;
  readonly legs: readonly ExperimentWafer[];
  /** Null: the leg of the first row. */
  readonly control: string | null;
  readonly sharedWith: readonly Role[];
}

/**
 * Lists of split experiments: kept under a name, shared with roles, opened by a link. A list grants nothing: of its
 * wafers everybody sees those of the products they may see.
 */
@Injectable()
export class ExperimentService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly experiments: ExperimentRepository,
    private readonly audit: Audit,
  ) {}

  /** Own ones, those shared with the person's role, or everybody's; without those of which nothing may be seen. */
  async list(actor: Actor): Promise<SplitExperiment[]> {
    const rows = await this.experiments.list(actor);
    const lots = [...new Set(rows.flatMap(({ lotIds }) => lotIds))];
    const hidden = await this.experiments.hiddenLots(lots, actor.productScope);
    return rows.map((row) => viewOf(row, hidden)).filter(({ wafers, own }) => own || wafers.length > 0);
  }

  /** Throws NOT_FOUND for one that is not there, not shared with the person, or out of the person's products. */
  async find(id: string, actor: Actor): Promise<SplitExperiment> {
    const row = await this.experiments.find(id, actor);
    const view = row && viewOf(row, await this.experiments.hiddenLots(row.lotIds, actor.productScope));
    if (!view || (view.wafers.length === 0 && !view.own)) throw notFound(id);
    return view;
  }

  /** The same list again is the same experiment under another name. Throws INVALID_INPUT. */
  async keep({ name, legs, control, sharedWith }: NewSplit, actor: Actor): Promise<SplitExperiment> {
    const list = experimentList(legs, control);
    const id = experimentId(actor.id, list);
    const named = { name: nameOf(name), sharedWith: [...new Set(sharedWith)].sort() };
    return this.#named(named.name, async () => {
      if (await this.experiments.keep({ ...list, ...named, experimentId: id }, actor.id)) {
        const detail = { ...named, wafers: list.wafers.length, control: list.control };
        await this.audit.record({ action: 'experiments.kept', subject: id, detail });
      } else if (await this.experiments.change(id, named.name, named.sharedWith)) {
        await this.audit.record({ action: 'experiments.changed', subject: id, detail: named });
      }
      return this.find(id, actor);
    });
  }

  /** Another name, other roles. Throws NOT_FOUND for one that the person may not change, INVALID_INPUT for a name. */
  async change(
    id: string,
    { name, sharedWith }: Pick<NewSplit, 'name' | 'sharedWith'>,
    actor: Actor,
  ): Promise<SplitExperiment> {
    const named = { name: nameOf(name), sharedWith: [...new Set(sharedWith)].sort() };
    return this.#named(named.name, async () => {
      const before = await this.#changeable(id, actor);
      if (await this.experiments.change(id, named.name, named.sharedWith)) {
        const detail = { ...named, before: { name: before.name, sharedWith: before.sharedWith } };
        await this.audit.record({ action: 'experiments.changed', subject: id, detail });
      }
      return this.find(id, actor);
    });
  }

  /** Throws NOT_FOUND for one that the person may not delete. */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.uow.run(async () => {
      const { name, keptBy } = await this.#changeable(id, actor);
      if (!(await this.experiments.remove(id))) throw notFound(id);
      await this.audit.record({ action: 'experiments.deleted', subject: id, detail: { name, keptBy } });
    });
  }

  async #changeable(id: string, actor: Actor): Promise<SplitExperiment> {
    const found = await this.find(id, actor);
    if (!found.changeable) throw notFound(id);
    return found;
  }

  /** A name belongs to one of the person's lists. */
  async #named<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.uow.run(work);
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      throw invalid('taken', `Another experiment is called ${name} already: choose another name, or delete that one.`);
    }
  }
}

function viewOf(row: ExperimentRow, hidden: ReadonlySet<string>): SplitExperiment {
  const { lotIds, waferIds, legNames, ...rest } = row;
  const written = lotIds.map((lot, at) => ({ lot, wafer: waferIds[at] ?? '', leg: legNames[at] ?? '' }));
  const wafers = written.filter(({ lot }) => !hidden.has(lot));
  return Object.assign(new SplitExperiment(), rest, {
    wafers,
    hidden: written.length - wafers.length,
    lots: new Set(wafers.map(({ lot }) => lot)).size,
    legs: legsOf(wafers, row.control),
  });
}

/** The control first, the others by name. */
function legsOf(wafers: readonly ExperimentWafer[], control: string): ExperimentLeg[] {
  return [...Map.groupBy(wafers, ({ leg }) => leg)]
    .map(([name, members]) => ({ name, wafers: members.length }))
    .sort((a, b) => Number(b.name === control) - Number(a.name === control) || a.name.localeCompare(b.name, 'en'));
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME) {
    throw invalid('length', `Give it a name of 1 to ${LONGEST_NAME} characters.`);
  }
  return name;
}

function invalid(reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field: 'name', reason } });
}

function notFound(id: string): DomainError {
  return new DomainError('NOT_FOUND', `There is no experiment ${id} that you may open or change.`);
}
