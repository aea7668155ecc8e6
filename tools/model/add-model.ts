import { copyFile, mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { bringAdapter } from './adapter.ts';
import type { ModelCommand, Source } from './arguments.ts';
import type { KnownModel } from './catalogue.ts';
import { fetchPackages } from './fetch-packages.ts';
import { fetchUrl } from './fetch-url.ts';
import { NoModel } from './no-model.ts';
import { isFile, place, sizeOf } from './weights.ts';

/** Whom the command talks with. */
export interface Person {
  say(line: string): void;
  /** One line that takes the place of the one before. */
  show(line: string): void;
  /** Null where nobody can answer. */
  ask: ((question: string) => Promise<string>) | null;
}

type Add = Extract<ModelCommand, { kind: 'add' }>;

/**
 * Puts a known model into the models folder: its terms are accepted, its bytes are the measured ones, and a crash leaves
 * the whole file or none. Throws NoModel.
 */
export async function addModel({ folder, model, source, accepted }: Add, person: Person): Promise<void> {
  const path = join(folder, model.file);
  if (await isFile(path, model)) {
    await describe(path, model, null);
    person.say(`${model.title} is in ${folder} already.`);
    return;
  }
  await acceptTerms(model, accepted, person);
  await mkdir(folder, { recursive: true });
  await assertRoom(folder, model, source);
  const partial = join(folder, `.${model.name}.partial`);
  const fetched = await fetchFrom(source, model, partial, person);
  person.say('Checking …');
  await describe(path, model, source);
  await place(fetched, path, model);
  await rm(partial, { recursive: true, force: true });
  person.say(`${model.title} lies in ${folder}. Settings, Language models: choose it there for the texts of reports.`);
}

/**
 * Writes what the administration page fills in for a file: where it is from (as before where it was here already), under
 * which licence, and its adapter, which is brought along.
 */
async function describe(path: string, model: KnownModel, source: Source | null): Promise<void> {
  const { title, licence, grade, sha256, adapter } = model;
  const brought = await bringAdapter(model, dirname(path));
  const card = {
    ...{ title, licence, grade, sha256 },
    ...(source === null ? await originOf(path) : originNow(source)),
    ...(brought && adapter
      ? { grade: brought.grade, adapterFile: basename(adapter), trainedKinds: brought.trainedKinds }
      : {}),
  };
  await writeFile(`${path}.json`, `${JSON.stringify(card, null, 2)}\n`);
}

function originNow({ kind }: Source): { source: string; addedAt: string } {
  const from = { packages: "Python's package index", url: 'an address', file: 'a file' }[kind];
  return { source: `npm run model, from ${from}`, addedAt: new Date().toISOString() };
}

/** As the card says that is there; a file that somebody put here by hand came as one. */
async function originOf(path: string): Promise<{ source: string; addedAt: string }> {
  try {
    const { source, addedAt } = JSON.parse(await readFile(`${path}.json`, 'utf8')) as Record<string, unknown>;
    if (typeof source === 'string' && typeof addedAt === 'string') return { source, addedAt };
  } catch {
    // no card, or none that can be read: a new one is written
  }
  return originNow({ kind: 'file', path });
}

async function acceptTerms({ title, licence, terms }: KnownModel, accepted: boolean, person: Person): Promise<void> {
  person.say(`${title}, licence: ${licence}`);
  if (terms === null) return;
  person.say(`\n${terms}\n`);
  if (accepted) return;
  if (!person.ask) throw new NoModel('Nobody is here to accept these terms: --accept-terms does.', 2);
  const answer = await person.ask('Type "accept" to accept these terms: ');
  if (answer.trim().toLowerCase() !== 'accept') throw new NoModel('The terms were not accepted; nothing was fetched.');
}

/** Room for what is fetched, its pieces and the file made of them. */
async function assertRoom(folder: string, model: KnownModel, source: Source): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = (source.kind === 'packages' ? 3 : 1) * model.bytes;
  if (bavail * bsize >= needed) return;
  const [has, needs] = [bavail * bsize, needed].map((bytes) => `${Math.ceil(bytes / 1e6)} MB`);
  throw new NoModel(`${folder} has ${has} free, and ${needs} are needed.`);
}

async function fetchFrom(source: Source, model: KnownModel, partial: string, person: Person): Promise<string> {
  if (source.kind === 'packages') return fetchPackages(model, partial, (line) => person.say(line));
  if (source.kind === 'url') return fetchUrl(source.url, model, partial, progress(model, person));
  if ((await sizeOf(source.path)) === null) throw new NoModel(`${source.path} is no file.`, 2);
  await mkdir(partial, { recursive: true });
  const copy = join(partial, model.file);
  await copyFile(source.path, copy);
  return copy;
}

function progress({ bytes: all }: KnownModel, person: Person): (bytes: number) => void {
  let shown = -1;
  return (bytes) => {
    const percent = Math.floor((100 * bytes) / all);
    if (percent === shown) return;
    shown = percent;
    person.show(`${percent} % of ${Math.round(all / 1e6)} MB`);
  };
}
