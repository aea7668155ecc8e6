import pg from 'pg';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { FabConfig, PlatformModule, UnitOfWork } from '@fabwright/platform';
import { QualityReadModule, OverviewService, LotsService, LotService, LotLossesService, MapsService, YieldKind, Grouping } from '@fabwright/quality';
import { startPrivateDatabase } from './private-database.ts';
import { fillYieldDatabase } from './yield-database.ts';
const db = await startPrivateDatabase();
const client = new pg.Client({ connectionString: db.url });
await client.connect();
await fillYieldDatabase(client);
const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: db.url, FAB_LOG_LEVEL: 'fatal', FAB_CLOCK: 'newest-event' });
@Module({ imports: [PlatformModule.forRoot({ program: 'x', config, entities: [], migrations: [] }), QualityReadModule] })
class M {}
const app = await NestFactory.createApplicationContext(M, { logger: false });
const uow = app.get(UnitOfWork);
const orig = uow.query.bind(uow);
let log = false;
(uow as any).query = async (sql: string, p: any[]) => {
  const t = performance.now();
  const r = await orig(sql, p);
  const ms = performance.now() - t;
  if (log) {
    console.log(ms.toFixed(1), 'ms', (r as any[]).length, sql.trim().slice(0, 70).replace(/\s+/g, ' '));
    const e = await client.query('EXPLAIN (ANALYZE, BUFFERS) ' + sql, p ?? []).catch((x: any) => ({ rows: [{ 'QUERY PLAN': String(x) }] }));
    const plan = e.rows.map((x: any) => x['QUERY PLAN']);
    console.log(process.env['PLAN'] ? plan.join('\n') : plan.slice(-3).join(' | '));
  }
  return r;
};
const run = async (name: string, f: () => Promise<unknown>) => {
  for (let i = 0; i < 6; i++) await f();
  const t = performance.now(); const c = process.cpuUsage();
  for (let i = 0; i < 20; i++) await f();
  console.log('=====', name, ((performance.now() - t) / 20).toFixed(1), 'ms', 'cpu', (process.cpuUsage(c).user/20000).toFixed(1));
  if (process.env['LOG']) { log = true; await f(); log = false; }
};
await run('overview', () => app.get(OverviewService).overview({ productId: 'BENCH' }, YieldKind.FINAL, Grouping.LOT, ['BENCH']));
await run('lots', () => app.get(LotsService).page({ filter: {}, sort: 'testedAt' as never, descending: true, first: 50, after: null }, ['BENCH']));
const lot = await app.get(LotService).lot('BL0003', null, ['BENCH']);
await run('lot', () => app.get(LotService).lot('BL0003', null, ['BENCH']));
await run('lot losses', () => app.get(LotLossesService).lotLosses(lot, ['BENCH']));
await run('lot wafers', () => app.get(LotLossesService).waferRows(lot, ['BENCH']));
await run('lot tests', () => app.get(LotService).tests(lot, ['BENCH']));
await run('lot runs', () => app.get(LotService).runs(lot, ['BENCH']));
await run('lot events', () => app.get(LotService).events(lot, ['BENCH']));
await run('lot geometry', () => app.get(LotService).geometry(lot, ['BENCH']));
await run('lot bins', () => app.get(LotService).bins(lot));
await run('maps', () => app.get(MapsService).lotMaps('BL0003', null, null, ['BENCH']));
await app.close(); await client.end(); await db.stop(); process.exit(0);
