import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertNodeCanStart, findNode24, runInPlace } from './node.mjs';
import { installPackages, whyInstall } from './packages.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * What every command of ours does first, with nothing but Node's own modules: check Node, install packages when
 * they are not those of the lock file, and go on with Node 24 in `script`. Ends the process with its exit code;
 * a failure on the way is one line and exit code 1.
 *
 * @param {string} script path from the repository's root
 * @param {string[]} args
 */
export async function bootstrap(script, args) {
  try {
    assertNodeCanStart(process.versions.node);
    const reason = whyInstall(root);
    if (reason !== null) {
      process.stderr.write(`Installing packages (${reason}) …\n`);
      await installPackages(root);
    }
    process.exitCode = await runInPlace(findNode24(root), [script, ...args], root);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
