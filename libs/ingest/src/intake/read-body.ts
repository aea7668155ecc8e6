import type { IncomingMessage } from 'node:http';
import { DomainError } from '@fabwright/platform';

/**
 * The whole body of a request, of at most `most` bytes. It is read after the caller was let in, so that strangers can't
 * fill the memory. Throws TOO_LARGE, by the declared length before anything is read.
 */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(most: number): DomainError {
  return new DomainError(
    'TOO_LARGE',
    `The body is larger than ${most} bytes. Nothing was kept: send smaller batches.`,
    {
      detail: { mostBytes: most },
    },
  );
}
