import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { BlobStore } from '../blob/index.ts';
import { FabConfig } from '../config/index.ts';
import { DomainError } from '../errors/index.ts';
import { DeliveryTransport, type ClaimedDelivery, type DeliveryFile, type SendOutcome } from './delivery.ts';

/**
 * Files into a folder that others watch. The recipient is a path under it. Each file appears whole or not at all, and
 * the same message again puts the same file into the same place.
 */
@Injectable()
export class FolderTransport extends DeliveryTransport {
  override readonly channel = 'folder';

  constructor(
    private readonly config: FabConfig,
    private readonly blobs: BlobStore,
  ) {
    super();
  }

  override async send({ deliveryId, recipient, files }: ClaimedDelivery): Promise<SendOutcome> {
    const root = this.config.delivery.folder;
    if (root === undefined) return { kind: 'not-configured', error: 'Not set: FAB_DELIVERY_DIR.' };
    if (!staysInside(recipient)) return { kind: 'never', error: 'This is no path under FAB_DELIVERY_DIR.' };
    try {
      const folder = join(root, recipient);
      await mkdir(folder, { recursive: true });
      for (const file of files ?? []) await this.#put(file, folder, deliveryId);
      return { kind: 'sent' };
    } catch (error) {
      const gone = error instanceof DomainError && error.code === 'NOT_FOUND';
      return {
        kind: gone ? 'never' : 'later',
        error: error instanceof Error ? error.message.slice(0, 500) : 'unknown',
      };
    }
  }

  async #put({ blob, name }: DeliveryFile, folder: string, deliveryId: string): Promise<void> {
    if (!staysInside(name) || name.includes(sep)) throw new DomainError('NOT_FOUND', 'This is no name of a file.');
    const half = join(folder, `.${deliveryId}.part`);
    try {
      await pipeline(await this.blobs.read(blob), createWriteStream(half, { flush: true }));
      await rename(half, join(folder, name));
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    }
  }
}

function staysInside(path: string): boolean {
  const plain = normalize(path);
  return path !== '' && !isAbsolute(plain) && plain.split(sep).every((part) => part !== '..') && !path.includes('\0');
}
