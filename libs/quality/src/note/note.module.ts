import { Module } from '@nestjs/common';
import { NoteRepository } from './note.repository.ts';
import { NoteResolver } from './note.resolver.ts';
import { NoteService } from './note.service.ts';

/** Engineers' notes. Needs platform's database, identity and GraphQL modules. */
@Module({ providers: [NoteRepository, NoteResolver, NoteService], exports: [NoteRepository] })
export class NoteModule {}
