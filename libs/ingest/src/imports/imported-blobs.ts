import { Injectable } from '@nestjs/common';
import { BlobUses } from '@fabwright/platform';
import { ImportRepository } from './import.repository.ts';

/** Keeps the bytes of files that wait or were taken in from being swept away. */
@Injectable()
export class ImportedBlobs {
  constructor(uses: BlobUses, imports: ImportRepository) {
    uses.register((keys) => imports.needed(keys));
  }
}
