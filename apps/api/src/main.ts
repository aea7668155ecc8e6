import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FabConfig, SettingsError } from '@fabwright/platform';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.ts';
import { configureHttp } from './configure-http.ts';

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
  await app.listen(config.server.port, config.server.host);
  const url = await app.getUrl();
  process.stdout.write(`${JSON.stringify({ ready: true, program: 'api', url, pid: process.pid })}\n`);
}

const config = readConfig();
if (config === null) process.exitCode = 2;
else await start(config);
