import type { IncomingMessage } from 'node:http';
import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { FabConfig } from '../config/index.ts';
import { loggerOptions } from './logger.ts';

/** Probes and metrics come every few seconds and say nothing. */
const QUIET = /^\/(healthz|readyz|metrics)\b/;

@Module({})
export class LogModule {
  static forRoot(program: string): DynamicModule {
    return {
      module: LogModule,
      imports: [
        LoggerModule.forRootAsync({
          inject: [FabConfig],
          useFactory: (config: FabConfig) => ({
            pinoHttp: {
              ...loggerOptions(program, config.log.level),
              quietReqLogger: true,
              autoLogging: { ignore: (request: IncomingMessage) => QUIET.test(request.url ?? '') },
              serializers: {
                req: (request: { method: string; url: string }) => ({ method: request.method, url: request.url }),
                res: (response: { statusCode: number }) => ({ status: response.statusCode }),
              },
            },
          }),
        }),
      ],
    };
  }
}
