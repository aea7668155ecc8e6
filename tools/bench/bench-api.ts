import { FabConfig, GraphqlApiModule, IdentityApiModule, PlatformModule, TokenService } from '@fabwright/platform';
import { QualityApiModule } from '@fabwright/quality';
import { allMigrations } from '@fabwright/testing/migrations';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';

const WARM_UP = 8;
const CALLS = 60;

/** An api, and the token that opens it. */
export interface ApiClient {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The api's queries on a database, in this process, by the fab's own clock. */
export async function startApi(url: string): Promise<NestExpressApplication> {
  const config = FabConfig.fromEnvironment({
    FAB_DATABASE_URL: url,
    FAB_LOG_LEVEL: 'fatal',
    FAB_CLOCK: 'newest-event',
  });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'bench', config, entities: [], migrations: allMigrations }),
      GraphqlApiModule.forRoot(),
      IdentityApiModule,
      QualityApiModule,
    ],
  })
  class BenchModule {}

  const app = await NestFactory.create<NestExpressApplication>(BenchModule, { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  return app;
}

/** With a token for these products. */
export async function signedIn(app: NestExpressApplication, products: readonly string[]): Promise<ApiClient> {
  const { secret } = await app
    .get(TokenService)
    .create({ name: 'bench', scopes: ['data:read'], productScope: products });
  return {
    base: await app.getUrl(),
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
  };
}

/** Throws when the answer holds errors. A browser reads it in a process of its own: here it is not taken apart. */
export async function ask(api: ApiClient, query: string, variables: Record<string, unknown> = {}): Promise<void> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${api.base}/graphql`, { method: 'POST', headers: api.headers, body });
  const text = await response.text();
  if (text.startsWith('{"data":')) return;
  const { errors } = JSON.parse(text) as { errors?: { message: string }[] };
  throw new Error(`The query failed: ${errors?.[0]?.message}`);
}

/** Milliseconds, of 60 calls one after the other, after 8 that don't count. */
export async function p95(call: (call: number) => Promise<void>): Promise<number> {
  for (let at = 0; at < WARM_UP; at += 1) await call(at);
  const times: number[] = [];
  for (let at = 0; at < CALLS; at += 1) {
    const begin = performance.now();
    await call(at);
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[Math.ceil(CALLS * 0.95) - 1] ?? Number.NaN;
}
