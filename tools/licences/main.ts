import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { writeGenerated } from '../build/write-generated.mjs';
import { isAllowed, licencesPage, readDependencies } from './inventory.ts';

// `npm run licences [-- --check]`
const root = new URL('../../', import.meta.url);
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as Parameters<
  typeof readDependencies
>[0];
const dependencies = readDependencies(lock);
for (const { name, version, licence } of dependencies.filter((dependency) => !isAllowed(dependency))) {
  console.error(`${name}@${version}: ${licence === '' ? 'says no licence' : `${licence} is not on the list`}`);
  process.exitCode = 1;
}
const page = await format(licencesPage(dependencies), { parser: 'markdown', printWidth: 120 });
await writeGenerated(new URL('docs/licences.md', root), page);
if (process.connected) process.disconnect();
