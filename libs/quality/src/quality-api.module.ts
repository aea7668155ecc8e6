import { Module } from '@nestjs/common';
import { FabApiModule } from '@fabwright/fab';
import { CapabilityModule } from './capability/capability.module.ts';
import { CompareModule } from './compare/compare.module.ts';
import { DefectsModule } from './defects/defects.module.ts';
import { ExclusionResolver } from './exclusion/exclusion.resolver.ts';
import { ExclusionService } from './exclusion/exclusion.service.ts';
import { ExperimentModule } from './experiment/experiment.module.ts';
import { ExploreModule } from './explore/explore.module.ts';
import { LotResolver } from './lot/lot.resolver.ts';
import { LotsResolver } from './lots/lots.resolver.ts';
import { MapsController } from './maps/maps.controller.ts';
import { NoteModule } from './note/note.module.ts';
import { OverviewResolver } from './overview/overview.resolver.ts';
import { ParametricResolver } from './parametric/parametric.resolver.ts';
import { QualityReadModule } from './quality-read.module.ts';
import { QualityModule } from './quality.module.ts';
import { StatisticalLimitsModule } from './statistical-limits/statistical-limits.module.ts';
import { StackModule } from './stack/stack.module.ts';
import { RelateModule } from './relate/relate.module.ts';
import { ToolModule } from './tool/tool.module.ts';
import { WaferResolver } from './wafer/wafer.resolver.ts';

/**
 * Quality's part of the API. `QualityModule` is in it so that yields follow when a person changes a die map.
 * Needs platform's database, identity and GraphQL modules.
 */
@Module({
  imports: [
    CapabilityModule,
    CompareModule,
    DefectsModule,
    ExperimentModule,
    ExploreModule,
    FabApiModule,
    NoteModule,
    QualityModule,
    QualityReadModule,
    RelateModule,
    StackModule,
    StatisticalLimitsModule,
    ToolModule,
  ],
  controllers: [MapsController],
  providers: [
    ExclusionResolver,
    ExclusionService,
    LotResolver,
    LotsResolver,
    OverviewResolver,
    ParametricResolver,
    WaferResolver,
  ],
  exports: [QualityReadModule],
})
export class QualityApiModule {}
