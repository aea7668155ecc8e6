import { Injectable } from '@nestjs/common';
import { Audit, ChangeNotifier, DomainError, inScope, UnitOfWork, type Actor } from '@fabwright/platform';
import { ScheduleRepository } from '../schedule/schedule.repository.ts';
import { SCHEDULES_TOPIC } from '../schedule/schedules-topic.ts';
import { definitionOf, type DefinitionDraft, type SavedDefinition } from './definition.ts';
import { DefinitionRepository, type DefinitionViewer } from './definition.repository.ts';
import { DefinitionRules, refused } from './definition-rules.service.ts';

const LONGEST_NAME = 80;

/** Reports as people have put them together. Whoever writes one has it; a schedule that sends it follows its changes. */
@Injectable()
export class ReportDefinitions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: DefinitionRepository,
    private readonly schedules: ScheduleRepository,
    private readonly rules: DefinitionRules,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
  ) {}

  /** Own ones and those shared with the person's role, by name. */
  list(actor: Actor): Promise<SavedDefinition[]> {
    return this.definitions.seenBy(viewerOf(actor));
  }

  /** `requestId` is the new definition's id: the same request again makes no second one. Throws INVALID_INPUT. */
  async create(requestId: string, draft: DefinitionDraft, actor: Actor): Promise<SavedDefinition> {
    const checked = await this.#checked(draft, actor);
    const definition: SavedDefinition = {
      ...checked,
      ...{ definitionId: requestId, ownerId: actor.id, ownerName: actor.name, deletedAt: null, version: 1 },
      ...{ changedBy: actor.name, changedAt: new Date() },
    };
    return this.uow.run(async () => {
      if (await this.definitions.insert(definition)) {
        await this.#tell('created', definition);
        return definition;
      }
      const existing = await this.definitions.find(requestId);
      if (existing?.ownerId !== actor.id) throw gone();
      return existing;
    });
  }

  /** What is sent by it changes with it. Throws INVALID_INPUT, NOT_FOUND, FORBIDDEN for somebody else's, CONFLICT. */
  async change(id: string, version: number, draft: DefinitionDraft, actor: Actor): Promise<SavedDefinition> {
    const checked = await this.#checked(draft, actor);
    return this.#change(id, actor, 'changed', (old) => {
      if (old.version !== version) throw outdated();
      return checked;
    });
  }

  /** Schedules that send it go on with what it was. It can be had back. Throws NOT_FOUND, FORBIDDEN. */
  setDeleted(id: string, deleted: boolean, actor: Actor): Promise<SavedDefinition> {
    const deletedAt = deleted ? new Date() : null;
    return this.#change(id, actor, deleted ? 'deleted' : 'restored', () => ({ deletedAt }));
  }

  mayChange({ ownerId, productId }: Pick<SavedDefinition, 'ownerId' | 'productId'>, actor: Actor): boolean {
    return ownerId === actor.id && inScope(actor.productScope, productId);
  }

  async #checked(draft: DefinitionDraft, actor: Actor): Promise<DefinitionDraft> {
    const name = draft.name.trim();
    if (name === '' || name.length > LONGEST_NAME) {
      throw refused('name', 'name-form', `Give it a name of at most ${LONGEST_NAME} characters.`);
    }
    const sharedWith = [...new Set(draft.sharedWith)];
    return { ...(await this.rules.checked(draft, actor)), name, sharedWith };
  }

  #change(
    id: string,
    actor: Actor,
    act: string,
    make: (old: SavedDefinition) => Partial<SavedDefinition>,
  ): Promise<SavedDefinition> {
    return this.uow.run(async () => {
      const old = await this.definitions.find(id);
      if (!old || !inScope(actor.productScope, old.productId)) throw gone();
      if (!this.mayChange(old, actor)) throw new DomainError('FORBIDDEN', 'This report is somebody else’s.');
      const by = { version: old.version + 1, changedBy: actor.name, changedAt: new Date() };
      const changed = { ...old, ...make(old), ...by };
      if (!(await this.definitions.update(changed))) throw outdated();
      await this.#tell(act, changed);
      if (changed.deletedAt === null) await this.schedules.follow(changed);
      return changed;
    });
  }

  async #tell(act: string, definition: SavedDefinition): Promise<void> {
    const { definitionId, name, version, sharedWith } = definition;
    const detail = { name, version, sharedWith, ...definitionOf(definition) };
    await this.audit.record({ action: `report-definitions.${act}`, subject: definitionId, detail });
    await this.notifier.changed(SCHEDULES_TOPIC, [definitionId]);
  }
}

export function viewerOf({ id, role, productScope }: Actor): DefinitionViewer {
  return { accountId: id, role, productScope };
}

function gone(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such report any more.');
}

function outdated(): DomainError {
  return new DomainError(
    'CONFLICT',
    'Somebody else has changed this report meanwhile. Nothing was changed: look at it again.',
  );
}
