import { Args, Field, ID, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, Done, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { NoteService } from './note.service.ts';

@InputType({ description: 'About a product, a tool, or both.' })
export class NoteInput {
  @Field(() => ID, { nullable: true })
  productId?: string | null;

  @Field(() => ID, { nullable: true })
  toolId?: string | null;

  @Field(() => Date, { description: 'The moment that it is about.' })
  at!: Date;

  @Field(() => String)
  text!: string;
}

@ObjectType()
export class NoteWritten {
  @Field(() => ID)
  noteId: string;

  constructor(noteId: string) {
    this.noteId = noteId;
  }
}

const NoteResult = unionOf('NoteResult', [NoteWritten, InvalidInput, NotFound]);
const NoteWithdrawal = unionOf('NoteWithdrawal', [Done, NotFound]);

@Resolver()
export class NoteResolver {
  constructor(private readonly notes: NoteService) {}

  @Allow('notes:write')
  @Mutation(() => NoteResult, { description: 'Puts an engineer’s note on the time axis.' })
  writeNote(
    @Args('note', { type: () => NoteInput }) { productId = null, toolId = null, at, text }: NoteInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof NoteResult> {
    return toResult([InvalidInput, NotFound], async () => {
      const written = await this.notes.write({ productId, toolId, at, text }, actor);
      return new NoteWritten(written.noteId);
    });
  }

  @Allow('notes:write')
  @Mutation(() => NoteWithdrawal, { description: 'Takes a note off the axis; the audit keeps it.' })
  withdrawNote(
    @Args('noteId', { type: () => ID }) noteId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof NoteWithdrawal> {
    return toResult([NotFound], async () => {
      await this.notes.withdraw(noteId, actor);
      return new Done();
    });
  }
}
