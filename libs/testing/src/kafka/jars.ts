import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folder of the repository: the one with the workspace's nx.json. */
export function repositoryRoot(from = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
  }
  throw new Error('The repository’s folder was not found.');
}

/** Why a local broker can't run here, with the remedy; undefined when it can. */
export async function whyNoKafka(): Promise<string | undefined> {
  const remedy = 'or set FAB_KAFKA_BROKERS to a broker, such as that of infra/compose.yaml';
  const version = await javaVersion();
  if (version === undefined) return `Java is missing: install Java 17 or newer, ${remedy}.`;
  if (version < 17) return `Java ${version} is too old for Kafka 4: install Java 17 or newer, ${remedy}.`;
  if (!hasJars() && !(await answers('mvn', ['-version']))) return `Maven is missing: install it, ${remedy}.`;
  return undefined;
}

/** The broker's jars, fetched once from Maven Central. Throws with Maven's own words. */
export async function kafkaJars(): Promise<string> {
  const libs = libsFolder();
  if (hasJars()) return libs;
  const fresh = `${libs}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const pom = join(repositoryRoot(), 'tools/kafka/pom.xml');
  await run(
    'mvn',
    ['-B', '-q', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`],
    {
      timeout: 300_000,
    },
  );
  // Moved in one step, so that half a set of jars never looks like a whole one.
  if (hasJars()) rmSync(fresh, { recursive: true, force: true });
  else {
    rmSync(libs, { recursive: true, force: true });
    renameSync(fresh, libs);
  }
  return libs;
}

const libsFolder = (): string => join(repositoryRoot(), '.cache/kafka/libs');

function hasJars(): boolean {
  return existsSync(libsFolder()) && readdirSync(libsFolder()).some((name) => name.startsWith('kafka_2.13-'));
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const { stderr, stdout } = await run('java', ['-version']);
    const major = /version "(\d+)/.exec(stderr + stdout)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}

async function answers(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(program, [...args]);
    return true;
  } catch {
    return false;
  }
}
