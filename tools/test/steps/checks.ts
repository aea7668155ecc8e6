import { check, type StepResult } from '../result.ts';
import type { Step, StepContext } from '../step.ts';

/** A step that is one program whose exit code says it all. */
function programStep(step: Omit<Step, 'run'>, command: string, args: readonly string[], mend: string): Step {
  return {
    ...step,
    async run({ run }: StepContext): Promise<StepResult> {
      const { code, output } = await run(command, args);
      return check(code === 0, `${output.trimEnd()}\n→ ${mend}`);
    },
  };
}

export const format = programStep(
  { name: 'format', title: 'formatting', cores: 1 },
  'prettier',
  ['--check', '.', '--log-level=warn', '--cache', '--cache-location=node_modules/.cache/prettier/check'],
  'npx prettier --write . mends it',
);

export const lint = programStep(
  { name: 'lint', title: 'lint, 0 warnings', cores: 1 },
  'eslint',
  ['.', '--max-warnings=0'],
  'npx eslint . --fix mends some of it',
);

export const types = programStep(
  { name: 'types', title: 'types of servers, libraries and tools', cores: 1 },
  'tsc',
  ['--project', 'tsconfig.json', '--noEmit'],
  'TypeScript says above what does not fit',
);

/**
 * The dashboard's templates are checked by Angular's compiler, not by tsc. This configuration takes in the application
 * and its specs; that the application gets by without the specs' types, its build shows. The builds see only what is
 * imported: a file that nobody imports is checked here alone.
 */
export const webTypes = programStep(
  { name: 'types-web', title: 'types of the dashboard and its templates', cores: 1 },
  'ngc',
  ['--project', 'apps/dashboard/tsconfig.spec.json', '--noEmit'],
  "Angular's compiler says above what does not fit",
);

export const dependencies = programStep(
  { name: 'dependencies', title: 'dependency rules and cycles', cores: 1 },
  'depcruise',
  ['--config', '.dependency-cruiser.mjs', 'apps', 'libs', 'tools'],
  'the rules and their reasons are in .dependency-cruiser.mjs',
);

export const licences = programStep(
  { name: 'licences', title: 'licences of all dependencies', cores: 1 },
  'node',
  ['tools/licences/main.ts', '--check'],
  'npm run licences writes docs/licences.md anew',
);

export const build = programStep(
  { name: 'build', title: 'build of all apps', cores: 1 },
  'nx',
  ['run-many', '--target=build', '--output-style=stream'],
  'npm run build shows it alone',
);
