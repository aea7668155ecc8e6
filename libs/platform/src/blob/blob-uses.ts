import { Injectable } from '@nestjs/common';

/** Of these keys, those that its rows name. */
type Uses = (keys: readonly string[]) => Promise<readonly string[]>;

/** Who needs which blob. Whoever keeps keys of blobs in rows says so here, or the blobs are swept away one night. */
@Injectable()
export class BlobUses {
  readonly #uses: Uses[] = [];

  /** Call it in the constructor of what writes the rows. */
  register(uses: Uses): void {
    this.#uses.push(uses);
  }

  async needed(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await Promise.all(this.#uses.map((uses) => uses(keys)));
    return new Set(found.flat());
  }
}
