import { Module } from '@nestjs/common';
import { BinCatalogue } from './bins/bin-catalogue.ts';
import { DefectFileRecorder } from './defect-inspection/defect-file.recorder.ts';
import { LotHistoryRepository } from './lot/lot-history.repository.ts';
import { ProductInsertionStore } from './product/product-insertion.store.ts';
import { ProductVersionStore } from './product/product-version.store.ts';
import { FabRecorder } from './recorder/fab.recorder.ts';
import { FabChanges } from './register/fab-changes.ts';
import { FabRegister } from './register/fab-register.ts';

/** What writes and reads the fab's tables; needs platform's DatabaseModule. */
@Module({
  providers: [
    BinCatalogue,
    DefectFileRecorder,
    FabChanges,
    FabRecorder,
    FabRegister,
    LotHistoryRepository,
    ProductInsertionStore,
    ProductVersionStore,
  ],
  exports: [
    BinCatalogue,
    DefectFileRecorder,
    FabChanges,
    FabRecorder,
    FabRegister,
    LotHistoryRepository,
    ProductInsertionStore,
    ProductVersionStore,
  ],
})
export class FabModule {}
