import { Injectable } from '@nestjs/common';
import { BlobUses } from '@fabwright/platform';
import { IssueRepository } from './issue.repository.ts';

/** Keeps the files of issues from being swept away: each line of the log opens that very file. */
@Injectable()
export class IssueBlobs {
  constructor(uses: BlobUses, issues: IssueRepository) {
    uses.register((blobs) => issues.keeping(blobs));
  }
}
