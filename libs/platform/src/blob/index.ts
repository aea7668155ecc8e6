import { Global, Module } from '@nestjs/common';
import { BlobStore } from './blob-store.ts';
import { BlobUses } from './blob-uses.ts';
import { FolderBlobStore } from './folder-blob-store.ts';

export { BlobStore, type NeededBlobs, type StoredBlob, type SweptBlobs } from './blob-store.ts';
export { BlobUses } from './blob-uses.ts';
export { FolderBlobStore } from './folder-blob-store.ts';

@Global()
@Module({
  providers: [BlobUses, FolderBlobStore, { provide: BlobStore, useExisting: FolderBlobStore }],
  exports: [BlobStore, BlobUses],
})
export class BlobModule {}
