import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import config from '../../codegen.ts';
import { writeGenerated } from '../build/write-generated.mjs';

// Types and documents of the dashboard, from the printed schema and the .graphql files beside the features.
const root = resolve(import.meta.dirname, '../..');
const files = (await generate({ ...config, cwd: root, silent: true, errorsOnly: true }, false)) as {
  filename: string;
  content: string;
}[];
for (const { filename, content } of files) await writeGenerated(pathToFileURL(resolve(root, filename)), content);
