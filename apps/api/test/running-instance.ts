import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IngestWorkerModule } from '@fabwright/ingest';
import { BlobModule, FabConfig, MessagingModule, PlatformModule, type Role, TokenService } from '@fabwright/platform';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../src/app.module.ts';
import { configureHttp } from '../src/configure-http.ts';

/** The real api and the real worker of one test file, on a data folder of their own. */
export class RunningInstance {
  readonly #passwords = new Map<Role, { login: string; password: string }>();

  private constructor(
    readonly base: string,
    readonly dataDir: string,
    readonly api: NestExpressApplication,
    private readonly worker: INestApplicationContext,
  ) {}

  static async start(databaseUrl: string, env: Readonly<Record<string, string>> = {}): Promise<RunningInstance> {
    const dataDir = mkdtempSync(join(tmpdir(), 'instance-'));
    const dashboardDir = join(dataDir, 'dashboard');
    mkdirSync(dashboardDir);
    writeFileSync(join(dashboardDir, 'index.html'), '<!doctype html><html><body><fw-root></fw-root></body></html>');
    writeFileSync(join(dashboardDir, 'main-ABCDEF12.js'), '// the dashboard');
    const config = FabConfig.fromEnvironment({
      FAB_DATABASE_URL: databaseUrl,
      FAB_DATA_DIR: dataDir,
      FAB_DASHBOARD_DIR: dashboardDir,
      FAB_LOG_LEVEL: 'fatal',
      // One account a role.
      FAB_DEMO: 'true',
      ...env,
    });
    const worker = await startWorker(config);
    const api = await NestFactory.create<NestExpressApplication>(AppModule.of(config), {
      logger: false,
      bodyParser: false,
    });
    configureHttp(api, config);
    await api.listen(0, '127.0.0.1');
    const instance = new RunningInstance(await api.getUrl(), dataDir, api, worker);
    instance.#readPasswords();
    return instance;
  }

  async stop(): Promise<void> {
    await this.api.close();
    await this.worker.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** How somebody with this role signs in. */
  credentials(role: Role): { login: string; password: string } {
    const found = this.#passwords.get(role);
    if (found === undefined) throw new Error(`There is no account for the role ${role}.`);
    return found;
  }

  /** The secret of a new token. */
  async token(scopes: readonly string[], productScope: readonly string[] | null = null): Promise<string> {
    const tokens = this.api.get(TokenService, { strict: false });
    return (await tokens.create({ name: `spec ${scopes.join(' ')}`, scopes, productScope })).secret;
  }

  #readPasswords(): void {
    const text = readFileSync(join(this.dataDir, 'secrets/demo-accounts.json'), 'utf8');
    for (const { role, account, password } of JSON.parse(text) as DemoAccount[]) {
      this.#passwords.set(role, { login: account, password });
    }
  }
}

interface DemoAccount {
  readonly role: Role;
  readonly account: string;
  readonly password: string;
}

/** What apps/worker runs, in this process. */
function startWorker(config: FabConfig): Promise<INestApplicationContext> {
  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'worker', config, entities: [], migrations: [] }),
      MessagingModule,
      BlobModule,
      IngestWorkerModule,
    ],
  })
  class SpecWorkerModule {}

  return NestFactory.createApplicationContext(SpecWorkerModule, { logger: false });
}
