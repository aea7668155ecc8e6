import { generatorArguments, generators } from '../../build/generators.ts';
import type { Step } from '../step.ts';

/** Schema, documents and tables that are made from other files. Each generator counts as one test. */
export const generated: Step = {
  name: 'generated',
  title: 'generated code and documents are up to date',
  cores: 1,
  async run({ root, run }) {
    const scripts = generators(root);
    const stale: string[] = [];
    for (const script of scripts) {
      const { code, output } = await run('node', generatorArguments(script, '--check'));
      if (code !== 0) stale.push(`${output.trimEnd()}\n→ npm run generate mends it (${script})`);
    }
    return { passed: scripts.length - stale.length, failed: stale.length, skipped: [], output: stale.join('\n\n') };
  },
};
