import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchModule } from './bench-row.ts';

// One benchmark in a process of its own, so that none inherits another's heap: measure.ts BENCH RESULT
const [bench = '', result = ''] = process.argv.slice(2);
const { rows } = (await import(pathToFileURL(resolve(bench)).href)) as BenchModule;
writeFileSync(result, JSON.stringify(await rows()));
// A benchmark that forgot a connection must not keep us.
process.exit(0);
