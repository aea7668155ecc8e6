import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import config from '../../codegen.ts';
import { writeGenerated } from '../build/write-generated.mjs';
import { splitDocuments } from '../build/split-documents.ts';

// Types and documents of the dashboard, from the printed schema and the .graphql files beside the features. A page's
// documents are a module of their own, so that they come with the page and not with the first load.
const root = resolve(import.meta.dirname, '../..');
const folder = resolve(root, 'libs/data-access/src/generated');
const files = (await generate({ ...config, cwd: root, silent: true, errorsOnly: true }, false)) as {
  filename: string;
  content: string;
}[];
const generated = files.find(({ filename }) => basename(filename) === 'graphql.ts')?.content ?? '';
const split = splitDocuments(generated, groupsOfDocuments());
for (const [name, content] of split) await writeGenerated(pathToFileURL(join(folder, name)), content);
dropStale(new Set([...split.keys()].map((name) => basename(name))));

/** Name of each query, mutation and subscription → the folder of its .graphql file. */
function groupsOfDocuments(): Map<string, string> {
  const groups = new Map<string, string>();
  for (const file of globSync('apps/dashboard/src/**/*.graphql', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^(?:query|mutation|subscription)\s+(\w+)/gm)) {
      groups.set(name, basename(dirname(file)));
    }
  }
  return groups;
}

/** Documents of a page that is gone. */
function dropStale(written: ReadonlySet<string>): void {
  const documents = join(folder, 'documents');
  const stale = readdirSync(documents).filter((name) => !written.has(name));
  if (stale.length === 0) return;
  if (process.argv.includes('--check')) {
    console.error(`libs/data-access/src/generated/documents/${stale.join(', ')}: made from nothing any more`);
    process.exitCode = 1;
  } else for (const name of stale) rmSync(join(documents, name));
}
