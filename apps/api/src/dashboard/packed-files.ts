import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { cacheRule } from './cache-rule.ts';

/** Files beside the page whose text packs well; a name without a slash can't lead out of the folder. */
const TEXT = /^\/([\w-][\w.-]*\.(?:js|css|svg))$/;
/** Slower levels win less than a twentieth and would keep the first reader waiting. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const packers = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, BROTLI),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
} as const;

type Packing = keyof typeof packers;

/** The better one first. */
const PACKINGS = ['br', 'gzip'] as const satisfies readonly Packing[];

interface Packed {
  /** Changes with every write of the file. */
  readonly stamp: string;
  readonly bytes: Promise<Buffer>;
}

/**
 * Scripts and styles packed, once a file and packing, for browsers that take it: over a plain connection that is gzip,
 * over TLS and on this machine brotli. Everything else is left to the next handler.
 */
export function packedFiles(folder: string): RequestHandler {
  const kept = new Map<string, Packed>();
  const packed = (path: string, packing: Packing): Promise<Buffer> | null => {
    const key = `${packing} ${path}`;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile()) return null;
    const stamp = `${stat.mtimeMs} ${stat.size}`;
    const known = kept.get(key);
    if (known?.stamp === stamp) return known.bytes;
    const bytes = readFile(path).then(packers[packing]);
    // what could not be read now may be whole the next time
    bytes.catch(() => kept.delete(key));
    kept.set(key, { stamp, bytes });
    return bytes;
  };
  return async (request: Request, response: Response, next: NextFunction) => {
    const name = TEXT.exec(request.path)?.[1];
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (name === undefined || !reads) return next();
    response.vary('accept-encoding');
    // browsers name gzip first and weigh both the same
    const packing = PACKINGS.find((one) => request.acceptsEncodings(one));
    const content = packing && (await packed(join(folder, name), packing)?.catch(() => null));
    if (!content) return next();
    response.setHeader('content-encoding', packing);
    response.setHeader('cache-control', cacheRule(name));
    response.type(name.slice(name.lastIndexOf('.'))).send(content);
  };
}
