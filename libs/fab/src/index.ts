export { FabApiModule } from './fab-api.module.ts';
export { FabModule } from './fab.module.ts';
export { insertRows, recordSet, type Row, type RowTarget } from './rows/insert-rows.ts';
export { packRuns } from './process-run/run-places.sql.ts';
export { FabChanges, type FabChange } from './register/fab-changes.ts';
export { FabRegister } from './register/fab-register.ts';
export { packSlots } from './register/lot-slots.sql.ts';
export {
  addLot,
  addWafer,
  DescriptionRank,
  emptySightings,
  mention,
  UNKNOWN_PRODUCT,
  type LotDescription,
  type LotTypeCode,
  type Sightings,
} from './register/sightings.ts';
export { FabRecorder } from './recorder/fab.recorder.ts';
export { ProductVersionStore, type DieMapVersion, type ProductVersion } from './product/product-version.store.ts';
export {
  diesOf,
  grossDiesOf,
  type BinDefinition,
  type BinKind,
  type ProductDefinition,
} from './product/product-definition.ts';
export {
  isNormal,
  isQuarterTurn,
  normaliseCoordinates,
  NORMAL_ORIENTATION,
  type MapOrientation,
} from './product/orientation.ts';
export { BinCatalogue, type CatalogueBin, type ProgramBin, type RankedBins } from './bins/bin-catalogue.ts';
export { ProductInsertionStore, type ProductInsertion } from './product/product-insertion.store.ts';
export { LotHistoryRepository, type FoundLot } from './lot/lot-history.repository.ts';
export { LotChild, LotEvent, LotHold } from './lot/lot.types.ts';
export { dieGeometry, extentOf, type Extent } from './product/die-geometry.ts';
export { ProductService } from './product/product.service.ts';
export { Bin, DieGeometry, Product, ProductTarget } from './product/product.types.ts';
export {
  DefectFileRecorder,
  type FileInspectedWafer,
  type FileInspection,
  type InspectionRelation,
} from './defect-inspection/defect-file.recorder.ts';
