import { Injectable } from '@nestjs/common';
import { BinCatalogue, FabRegister } from '@fabwright/fab';
import { CommitOrder } from '@fabwright/platform';
import { WaferDerivation } from '../derivation/wafer-derivation.ts';
import { DieSegmentStore } from './die-segment.store.ts';
import { SortRunImport } from './sort-run.import.ts';
import { TestRunStore } from './test-run.store.ts';

/** Where the import of a file of wafer sort begins. */
@Injectable()
export class SortRunImporter {
  constructor(
    private readonly order: CommitOrder,
    private readonly register: FabRegister,
    private readonly runs: TestRunStore,
    private readonly segments: DieSegmentStore,
    private readonly derivation: WaferDerivation,
    private readonly bins: BinCatalogue,
  ) {}

  /** One per file; use it inside one unit of work from `open` to `finish`. */
  begin(): SortRunImport {
    const { order, register, runs, segments, derivation, bins } = this;
    return new SortRunImport({ order, register, runs, segments, derivation, bins });
  }
}
