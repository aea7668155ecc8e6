import { Global, Module } from '@nestjs/common';
import { BlobStore } from './blob-store.ts';
import { FolderBlobStore } from './folder-blob-store.ts';

export { BlobStore, type StoredBlob } from './blob-store.ts';
export { FolderBlobStore } from './folder-blob-store.ts';

@Global()
@Module({
  providers: [FolderBlobStore, { provide: BlobStore, useExisting: FolderBlobStore }],
  exports: [BlobStore],
})
export class BlobModule {}
