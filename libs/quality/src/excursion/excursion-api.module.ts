import { Module } from '@nestjs/common';
import { CommonalityModule } from '../commonality/commonality.module.ts';
import { CommonalityResolver } from '../commonality/commonality.resolver.ts';
import { ComparisonResolver } from './evidence/comparison.resolver.ts';
import { EvidenceResolver } from './evidence/evidence.resolver.ts';
import { ExcursionMapsController } from './evidence/excursion-maps.controller.ts';
import { ExcursionChangeResolver } from './excursion-change.resolver.ts';
import { ExcursionModule } from './excursion.module.ts';
import { ExcursionsResolver } from './excursions.resolver.ts';

/** Excursions by GraphQL, their stacked maps by HTTP. */
@Module({
  imports: [CommonalityModule, ExcursionModule],
  controllers: [ExcursionMapsController],
  providers: [CommonalityResolver, ComparisonResolver, EvidenceResolver, ExcursionChangeResolver, ExcursionsResolver],
  exports: [ExcursionModule],
})
export class ExcursionApiModule {}
