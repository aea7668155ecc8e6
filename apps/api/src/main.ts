import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FabConfig, isMigrated, SettingsError } from '@fabwright/platform';
import { Logger } from 'nestjs-pino';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.ts';
import { configureHttp } from './configure-http.ts';

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

async function start(config: FabConfig): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config), {
    bufferLogs: true,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  configureHttp(app, config);
  app.enableShutdownHooks();
  const problem = (await isMigrated(app.get(DataSource))) ? await listen(app, config) : NOT_MIGRATED;
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
    await app.close();
    return;
  }
  const url = await app.getUrl();
  process.stdout.write(`${JSON.stringify({ ready: true, program: 'api', url, pid: process.pid })}\n`);
}

/** What stands in the way in one line; null when it listens. */
async function listen(app: NestExpressApplication, { server }: FabConfig): Promise<string | null> {
  try {
    await app.listen(server.port, server.host);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return `Port ${server.port} is in use: end what uses it, or choose another with FAB_PORT.`;
  }
}

const config = readConfig();
if (config === null) process.exitCode = 2;
else await start(config);
