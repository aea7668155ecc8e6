import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FabConfig, SettingsError } from '@fabwright/platform';
import { Logger } from 'nestjs-pino';
import { migrateDatabase } from './migrate-database.ts';
import { WorkerModule } from './worker.module.ts';

const WRONG_USE = 2;

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

async function work(config: FabConfig): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(WorkerModule.of(config), {
    bufferLogs: true,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  app.disable('x-powered-by');
  app.enableShutdownHooks();
  // Health and metrics only, and for this machine only.
  await app.listen(config.worker.port, '127.0.0.1');
  process.stdout.write(
    `${JSON.stringify({ ready: true, program: 'worker', url: await app.getUrl(), pid: process.pid })}\n`,
  );
}

async function run(words: readonly string[]): Promise<number> {
  const config = readConfig();
  if (config === null) return WRONG_USE;
  if (words.length === 0) {
    await work(config);
    return 0;
  }
  if (words.length === 1 && words[0] === 'migrate') return migrateDatabase(config);
  process.stderr.write('Usage: worker [migrate]\n');
  return WRONG_USE;
}

process.exitCode = await run(process.argv.slice(2));
