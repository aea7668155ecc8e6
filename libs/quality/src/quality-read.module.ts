import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { LotContextService } from './lot/lot-context.service.ts';
import { LotFiguresService } from './lot/lot-figures.service.ts';
import { LotLossesService } from './lot/lot-losses.service.ts';
import { LotService } from './lot/lot.service.ts';
import { LotsRepository } from './lots/lots.repository.ts';
import { LotsService } from './lots/lots.service.ts';
import { MapsService } from './maps/maps.service.ts';
import { Maths } from './maths/maths.ts';
import { WaferMapRepository } from './maps/wafer-map.repository.ts';
import { OverviewService } from './overview/overview.service.ts';
import { ParametricService } from './parametric/parametric.service.ts';
import { TestRepository } from './parametric/test.repository.ts';
import { PopulationService } from './population/population.service.ts';
import { WaferGeometryService } from './wafer/wafer-geometry.service.ts';
import { WaferRepository } from './wafer/wafer.repository.ts';
import { WaferService } from './wafer/wafer.service.ts';
import { BinLossRepository } from './yield/bin-loss.repository.ts';
import { LotYieldRepository } from './yield/lot-yield.repository.ts';

const SERVICES = [
  LotFiguresService,
  LotLossesService,
  LotService,
  LotsService,
  LotYieldRepository,
  MapsService,
  Maths,
  OverviewService,
  ParametricService,
  PopulationService,
  WaferService,
];

/** What reads yields, maps and values: for the API and for reports. Needs platform's database, config and clock. */
@Module({
  imports: [FabModule],
  providers: [
    ...SERVICES,
    BinLossRepository,
    LotContextService,
    LotsRepository,
    TestRepository,
    WaferGeometryService,
    WaferMapRepository,
    WaferRepository,
  ],
  exports: SERVICES,
})
export class QualityReadModule {}
