import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../step.ts';

/**
 * Each script in tools/generate/ writes files that are made from others (schema, documents, tables of the docs).
 * With `--check` it writes nothing and fails when what lies there is stale. Each counts as one test.
 */
export const generated: Step = {
  name: 'generated',
  title: 'generated code and documents are up to date',
  cores: 1,
  async run({ root, run }) {
    const scripts = readdirSync(join(root, 'tools/generate')).filter((name) => /(?<!\.spec|\.d)\.(mjs|ts)$/.test(name));
    const stale: string[] = [];
    for (const name of scripts) {
      const script = `tools/generate/${name}`;
      const { code, output } = await run('node', ['--import=./tools/build/swc-hook.mjs', script, '--check']);
      if (code !== 0) stale.push(`${output.trimEnd()}\n→ npm run generate mends it (${script})`);
    }
    return { passed: scripts.length - stale.length, failed: stale.length, skipped: [], output: stale.join('\n\n') };
  },
};
