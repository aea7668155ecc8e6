import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { NoteModule } from '../note/note.module.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { StatisticalLimitsModule } from '../statistical-limits/statistical-limits.module.ts';
import { CatalogueService } from './catalogue.service.ts';
import { ChangeEventsRepository } from './change-events.repository.ts';
import { ExploreResolver } from './explore.resolver.ts';
import { FrozenLimitsRepository } from './frozen-limits.repository.ts';
import { LimitsService } from './limits.service.ts';
import { LinkedResolver } from './linked.resolver.ts';
import { MembersRepository } from './members/members.repository.ts';
import { MembersService } from './members/members.service.ts';
import { SelectionService } from './selection/selection.service.ts';
import { TestSideRepository } from './test-side/test-side.repository.ts';
import { TestSideService } from './test-side/test-side.service.ts';
import { LotWafersRepository } from './lot-trend/lot-wafers.repository.ts';
import { TrendRepository } from './trend.repository.ts';
import { TrendService } from './trend.service.ts';
import { TrendStatisticalLimits } from './trend-statistical-limits.ts';
import { UnitRepository } from './unit.repository.ts';

/** Trends of any measure, what there is to look at, and limits that people froze. */
@Module({
  imports: [FabModule, NoteModule, QualityReadModule, StatisticalLimitsModule],
  providers: [
    CatalogueService,
    ChangeEventsRepository,
    ExploreResolver,
    FrozenLimitsRepository,
    LimitsService,
    LinkedResolver,
    MembersRepository,
    MembersService,
    SelectionService,
    TestSideRepository,
    TestSideService,
    LotWafersRepository,
    TrendRepository,
    TrendService,
    TrendStatisticalLimits,
    UnitRepository,
  ],
})
export class ExploreModule {}
