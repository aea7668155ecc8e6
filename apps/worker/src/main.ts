import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FabConfig, isMigrated, SettingsError } from '@fabwright/platform';
import { Logger } from 'nestjs-pino';
import { DataSource } from 'typeorm';
import { migrateDatabase } from './migrate-database.ts';
import { WorkerModule } from './worker.module.ts';

const WRONG_USE = 2;
const NOT_MIGRATED = 'The database is not migrated to this version: run "worker migrate" first. Nothing was changed.';

/** Settings that can't be used end the start with one line each and no stack. */
function readConfig(): FabConfig | null {
  try {
    return FabConfig.fromEnvironment(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return null;
  }
}

async function work(config: FabConfig): Promise<number> {
  const app = await NestFactory.create<NestExpressApplication>(WorkerModule.of(config), {
    bufferLogs: true,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  app.disable('x-powered-by');
  app.enableShutdownHooks();
  const problem = (await isMigrated(app.get(DataSource))) ? await listen(app, config) : NOT_MIGRATED;
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    await app.close();
    return 1;
  }
  const url = await app.getUrl();
  process.stdout.write(`${JSON.stringify({ ready: true, program: 'worker', url, pid: process.pid })}\n`);
  return 0;
}

/** Health and metrics only, and for this machine only. What stands in the way in one line; null when it listens. */
async function listen(app: NestExpressApplication, { worker }: FabConfig): Promise<string | null> {
  try {
    await app.listen(worker.port, '127.0.0.1');
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return `Port ${worker.port} is in use: end what uses it, or choose another with FAB_WORKER_PORT.`;
  }
}

async function run(words: readonly string[]): Promise<number> {
  const config = readConfig();
  if (config === null) return WRONG_USE;
  if (words.length === 0) return work(config);
  if (words.length === 1 && words[0] === 'migrate') return migrateDatabase(config);
  process.stderr.write('Usage: worker [migrate]\n');
  return WRONG_USE;
}

process.exitCode = await run(process.argv.slice(2));
