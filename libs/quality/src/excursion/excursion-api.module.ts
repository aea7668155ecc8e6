import { Module } from '@nestjs/common';
import { EvidenceResolver } from './evidence/evidence.resolver.ts';
import { ExcursionMapsController } from './evidence/excursion-maps.controller.ts';
import { ExcursionChangeResolver } from './excursion-change.resolver.ts';
import { ExcursionModule } from './excursion.module.ts';
import { ExcursionsResolver } from './excursions.resolver.ts';

/** Excursions by GraphQL, their stacked maps by HTTP. */
@Module({
  imports: [ExcursionModule],
  controllers: [ExcursionMapsController],
  providers: [EvidenceResolver, ExcursionChangeResolver, ExcursionsResolver],
  exports: [ExcursionModule],
})
export class ExcursionApiModule {}
