import { Injectable } from '@nestjs/common';
import { BlobUses, FabConfig } from '@fabwright/platform';
import { IssueRepository } from './issue.repository.ts';
import { keptSince } from './kept-since.ts';

/** Keeps the files of issues from being swept away, for as many days as the settings say. */
@Injectable()
export class IssueBlobs {
  constructor(uses: BlobUses, issues: IssueRepository, config: FabConfig) {
    uses.register((blobs) => issues.keeping(blobs, keptSince(config)));
  }
}
