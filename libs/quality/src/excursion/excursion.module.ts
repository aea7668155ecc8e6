import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { IdentityModule } from '@fabwright/platform';
import { CommonalityModule } from '../commonality/commonality.module.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { BinLossRepository } from '../yield/bin-loss.repository.ts';
import { ExcursionChanges } from './excursion-changes.ts';
import { ExcursionHistoryRepository } from './excursion-history.repository.ts';
import { ExcursionViews } from './excursion-views.ts';
import { ExcursionLifecycle } from './excursion.lifecycle.ts';
import { ExcursionRepository } from './excursion.repository.ts';
import { ExcursionWriter } from './excursion.writer.ts';
import { ExcursionsRepository } from './excursions.repository.ts';
import { ExcursionsService } from './excursions.service.ts';
import { ChangesAroundService } from './evidence/changes-around.service.ts';
import { ExcursionCommonality } from './evidence/excursion-commonality.service.ts';
import { ExcursionLotsService } from './evidence/excursion-lots.service.ts';
import { ExcursionQuestionRepository } from './evidence/excursion-question.repository.ts';
import { InLineService } from './evidence/in-line.service.ts';
import { MovedParametersService } from './evidence/moved-parameters.service.ts';
import { ParameterRepository } from './evidence/parameter.repository.ts';
import { PatternStore } from './evidence/pattern.store.ts';
import { SimilarService } from './evidence/similar.service.ts';
import { StacksService } from './evidence/stacks.service.ts';
import { TimelineService } from './evidence/timeline.service.ts';
import { HeldLots } from './held-lots.ts';
import { ExcursionOwners } from './owners.ts';

const SERVICES = [
  ChangesAroundService,
  ExcursionChanges,
  ExcursionCommonality,
  ExcursionHistoryRepository,
  ExcursionLifecycle,
  ExcursionLotsService,
  ExcursionOwners,
  ExcursionRepository,
  ExcursionsRepository,
  ExcursionsService,
  ExcursionViews,
  ExcursionWriter,
  InLineService,
  MovedParametersService,
  PatternStore,
  SimilarService,
  StacksService,
  TimelineService,
];

/**
 * Excursions: their life, their evidence, and the hook for notices (`ExcursionChanges`). For both processes. Needs
 * platform's database, identity and clock, and somebody who provides `OutgoingEvents` for all.
 */
@Module({
  imports: [CommonalityModule, FabModule, IdentityModule, QualityReadModule],
  providers: [...SERVICES, BinLossRepository, ExcursionQuestionRepository, HeldLots, ParameterRepository],
  exports: SERVICES,
})
export class ExcursionModule {}
