import { Module } from '@nestjs/common';
import { SavedViewResolver } from './saved-view.resolver.ts';
import { SavedViewService } from './saved-view.service.ts';

/** Views that people keep. Needs the database, identity and GraphQL modules. */
@Module({ providers: [SavedViewResolver, SavedViewService] })
export class SavedViewApiModule {}
