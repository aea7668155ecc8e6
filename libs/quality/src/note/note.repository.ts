import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';

/** What an engineer wrote about a moment of a product or a tool. It is data: shown, never followed. */
export interface EngineerNote {
  readonly noteId: string;
  readonly productId: string | null;
  readonly toolId: string | null;
  readonly at: Date;
  readonly text: string;
  readonly by: string;
}

const COLUMNS = `note_id AS "noteId", product_id AS "productId", tool_id AS "toolId", at, text, written_by AS "by"`;
const BETWEEN = `
  SELECT ${COLUMNS} FROM engineer_note
  WHERE withdrawn_at IS NULL AND at BETWEEN $3 AND $4 AND (product_id = ANY($1) OR tool_id = ANY($2))
    AND ($5::text[] IS NULL OR product_id IS NULL OR product_id = ANY($5))
  ORDER BY at, note_id LIMIT 500`;
const INSERT = `
  INSERT INTO engineer_note (note_id, product_id, tool_id, at, text, written_by, written_by_id, written_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, now()) ON CONFLICT DO NOTHING`;
const WITHDRAW = `
  UPDATE engineer_note SET withdrawn_at = now(), withdrawn_by = $2
  WHERE note_id = $1 AND withdrawn_at IS NULL AND ($3::text[] IS NULL OR product_id IS NULL OR product_id = ANY($3))`;

@Injectable()
export class NoteRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Of these products or tools, in time order. `span` in milliseconds since 1970. */
  between(
    products: readonly string[],
    tools: readonly string[],
    span: { readonly from: number; readonly to: number },
    scope: ProductScope,
  ): Promise<EngineerNote[]> {
    return this.uow.query<EngineerNote>(BETWEEN, [products, tools, new Date(span.from), new Date(span.to), scope]);
  }

  async add(note: EngineerNote, writtenById: string | null): Promise<void> {
    const { noteId, productId, toolId, at, text, by } = note;
    await this.uow.query(INSERT, [noteId, productId, toolId, at, text, by, writtenById]);
  }

  /** False when there is no such note, or it was withdrawn already. The row stays. */
  async withdraw(noteId: string, by: string, scope: ProductScope): Promise<boolean> {
    return (await this.uow.execute(WITHDRAW, [noteId, by, scope])) > 0;
  }
}
