import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { WaferDerivation } from './derivation/wafer-derivation.ts';
import { WaferResultStore } from './derivation/wafer-result.store.ts';
import { FollowFabChanges } from './derivation/follow-fab-changes.ts';
import { DieSegmentStore } from './sort-run/die-segment.store.ts';
import { SortRunImporter } from './sort-run/sort-run.importer.ts';
import { SortRunRecorder } from './sort-run/sort-run.recorder.ts';
import { LotYieldStore } from './yield/lot-yield.store.ts';
import { TestRunStore } from './sort-run/test-run.store.ts';

/** What ingest needs to write sort results. */
@Module({
  imports: [FabModule],
  providers: [
    DieSegmentStore,
    FollowFabChanges,
    LotYieldStore,
    SortRunImporter,
    SortRunRecorder,
    TestRunStore,
    WaferDerivation,
    WaferResultStore,
  ],
  exports: [LotYieldStore, SortRunImporter, SortRunRecorder, TestRunStore, WaferDerivation],
})
export class QualityModule {}
