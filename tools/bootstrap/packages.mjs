import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * @param {string} file
 * @returns {LockedPackages | null} null when the file is missing or cut short
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * npm writes what it installed to node_modules/.package-lock.json, last of all. It must hold all that the
 * lock file names; packages for other machines are optional and may be missing.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 * @returns {string | null} the first package that differs, null when none does
 */
export function firstDifference(locked, installed) {
  for (const [path, wanted] of Object.entries(locked)) {
    if (!path.startsWith('node_modules/')) continue;
    const found = installed[path];
    if (found === undefined && (wanted.optional || wanted.devOptional)) continue;
    if (found === undefined || found.version !== wanted.version || found.integrity !== wanted.integrity) return path;
  }
  return null;
}

/**
 * @param {string} root the repository
 * @returns {string | null} why packages must be installed, null when they are what the lock file names
 */
export function whyInstall(root) {
  const locked = readPackages(join(root, 'package-lock.json'));
  if (locked === null) throw new Error('package-lock.json is missing or damaged: restore it with git.');
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return 'not installed yet';
  const different = firstDifference(locked, installed);
  return different === null ? null : `${different.replace('node_modules/', '')} is not what the lock file names`;
}

/** @returns {{ command: string, args: string[], shell: boolean }} */
function npmCommand() {
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && cli.endsWith('npm-cli.js') && existsSync(cli)) {
    return { command: process.execPath, args: [cli], shell: false };
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * Installs exactly what the lock file names. Rejects with one line when npm fails.
 *
 * @param {string} root
 * @returns {Promise<void>}
 */
export function installPackages(root) {
  const { command, args, shell } = npmCommand();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell,
      // For an npm that knows no allowScripts: the runtime of language models neither downloads nor builds anything.
      env: { ...process.env, NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ci failed (exit code ${code}): see its message above, check the network, try again.`));
    });
  });
}
