import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { KnownModel } from './catalogue.ts';
import { NoModel } from './no-model.ts';
import { sizeOf } from './weights.ts';

/**
 * The weights from an address, as one file in `folder`. Goes on where a try ended, if the server can. Throws NoModel.
 * @param show called with the bytes that are here, now and then
 */
export async function fetchUrl(
  url: string,
  model: KnownModel,
  folder: string,
  show: (bytes: number) => void,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, model.file);
  const here = (await sizeOf(path)) ?? 0;
  if (here === model.bytes) return path;
  const from = here < model.bytes ? here : 0;
  const answer = await request(url, from);
  const goesOn = answer.status === 206;
  await write(answer, path, goesOn ? from : 0, { most: model.bytes, host: hostOf(url), show });
  return path;
}

interface Transfer {
  /** Bytes of the whole file. */
  readonly most: number;
  readonly host: string;
  readonly show: (bytes: number) => void;
}

async function write({ body }: Response, path: string, from: number, { most, host, show }: Transfer): Promise<void> {
  let bytes = from;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > most) return done(new NoModel(`${host} sends more than the ${most} bytes of the file.`));
      show(bytes);
      done(null, chunk);
    },
  });
  try {
    const sent = Readable.fromWeb(body as ReadableStream<Uint8Array>);
    await pipeline(sent, counted, createWriteStream(path, { flags: from > 0 ? 'a' : 'w' }));
  } catch (error) {
    if (error instanceof NoModel) throw error;
    const words = `The connection to ${host} broke after ${bytes} bytes. The same command goes on from there.`;
    throw new NoModel(words, 1, { cause: error });
  }
}

/** Throws NoModel for an answer without a file. */
async function request(url: string, from: number): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, from > 0 ? { headers: { range: `bytes=${from}-` } } : {});
  } catch (error) {
    throw new NoModel(`${hostOf(url)} can't be reached. For a machine without a way out there is --file.`, 1, {
      cause: error,
    });
  }
  if (answer.ok && answer.body) return answer;
  throw new NoModel(`${hostOf(url)} answers ${answer.status} instead of a file.`);
}

/** Without the rest, which may hold a password. */
function hostOf(url: string): string {
  return new URL(url).host;
}
