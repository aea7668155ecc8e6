import type { Ending } from '../ending.ts';
import { ModelFailure } from '../language-model.ts';

/**
 * The bytes of a response as they come. Throws ModelFailure: `malformed` past `mostBytes`, `crashed` when the server
 * goes away before the end, or what ended the question.
 */
export async function* readBytes(response: Response, ending: Ending, mostBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw new ModelFailure('malformed', `The answer is longer than ${mostBytes} bytes.`);
      ending.heard();
      yield chunk;
    }
  } catch (error) {
    ending.throwIfEnded();
    if (error instanceof ModelFailure) throw error;
    throw new ModelFailure('crashed', 'The server closed the connection in the middle of its answer.', {
      cause: error,
    });
  }
}

/** The whole body as text. Throws as `readBytes` does, and `malformed` for bytes that are no UTF-8. */
export async function readText(response: Response, ending: Ending, mostBytes: number): Promise<string> {
  const decoder = new Utf8();
  let text = '';
  for await (const chunk of readBytes(response, ending, mostBytes)) text += decoder.decode(chunk);
  return text + decoder.end();
}

/** Lines of `data:` in a stream of server-sent events, one event each; comments and other fields are passed over. */
export async function* readEvents(response: Response, ending: Ending, mostBytes: number): AsyncGenerator<string> {
  const decoder = new Utf8();
  let [rest, data] = ['', [] as string[]];
  for await (const chunk of readBytes(response, ending, mostBytes)) {
    const lines = (rest + decoder.decode(chunk)).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      else if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      }
    }
  }
  // The last event of a careless server lacks its empty line.
  if (rest.startsWith('data:')) data.push(rest.slice(5).trim());
  if (data.length > 0) yield data.join('\n');
}

class Utf8 {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  decode(chunk: Uint8Array): string {
    return this.#guarded(() => this.#decoder.decode(chunk, { stream: true }));
  }

  end(): string {
    return this.#guarded(() => this.#decoder.decode());
  }

  #guarded(decode: () => string): string {
    try {
      return decode();
    } catch (error) {
      throw new ModelFailure('malformed', 'The answer is no UTF-8.', { cause: error });
    }
  }
}
