import { Injectable } from '@nestjs/common';
import { Audit, ChangeNotifier, DomainError, inScope, UnitOfWork, type Actor } from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import { NoteRepository, type EngineerNote } from './note.repository.ts';

const LONGEST = 2000;

export interface NewNote {
  readonly productId: string | null;
  readonly toolId: string | null;
  readonly at: Date;
  readonly text: string;
}

/** Notes on the time axis: written by engineers, withdrawn but never erased. */
@Injectable()
export class NoteService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notes: NoteRepository,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
  ) {}

  /** Throws INVALID_INPUT for an empty or endless text or a note about nothing, NOT_FOUND for an unknown subject. */
  async write({ productId, toolId, at, text }: NewNote, actor: Actor): Promise<EngineerNote> {
    const said = text.trim();
    if (said === '' || said.length > LONGEST) throw invalid('text', 'length', `Write 1 to ${LONGEST} characters.`);
    if (productId === null && toolId === null) throw invalid('productId', 'missing', 'Say which product or tool.');
    return this.uow.run(async () => {
      await this.#check(productId, toolId, actor);
      const note = { noteId: uuidv7(), productId, toolId, at, text: said, by: actor.name };
      await this.notes.add(note, actor.id);
      await this.audit.record({ action: 'notes.written', subject: note.noteId, detail: { productId, toolId } });
      await this.notifier.changed('lots', []);
      return note;
    });
  }

  /** Throws NOT_FOUND when it is gone already or may not be seen. */
  async withdraw(noteId: string, actor: Actor): Promise<void> {
    await this.uow.run(async () => {
      const done = await this.notes.withdraw(noteId, actor.name, actor.productScope);
      if (!done) throw new DomainError('NOT_FOUND', 'This note is not there any more.');
      await this.audit.record({ action: 'notes.withdrawn', subject: noteId });
      await this.notifier.changed('lots', []);
    });
  }

  async #check(productId: string | null, toolId: string | null, { productScope }: Actor): Promise<void> {
    if (productId !== null) {
      const rows = await this.uow.query('SELECT 1 FROM product WHERE product_id = $1', [productId]);
      if (rows.length === 0 || !inScope(productScope, productId)) {
        throw new DomainError('NOT_FOUND', `There is no product ${productId} that you may see.`);
      }
    }
    if (toolId === null) return;
    const tools = await this.uow.query('SELECT 1 FROM tool WHERE tool_id = $1', [toolId]);
    if (tools.length === 0) throw new DomainError('NOT_FOUND', `There is no tool ${toolId}.`);
  }
}

function invalid(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
