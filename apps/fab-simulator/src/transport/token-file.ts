import { readFile, stat } from 'node:fs/promises';

/** Reads an API token from a file that only its owner may read; throws with the remedy otherwise. */
export async function readToken(file: string): Promise<string> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by others. Make it the owner's alone: chmod 600 ${file}`);
  }
  const token = (await readFile(file, 'utf8')).trim();
  if (token === '') throw new Error(`${file} is empty. Put an API token with the scope events:write into it.`);
  return token;
}
