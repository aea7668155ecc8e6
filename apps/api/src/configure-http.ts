import type { NestExpressApplication } from '@nestjs/platform-express';
import type { FabConfig } from '@fabwright/platform';
import helmet from 'helmet';
import { dashboardFiles } from './dashboard/dashboard-files.ts';

/** Largest JSON body: a die map of 200,000 dies as CSV inside a GraphQL variable. Files and events have ways of their own. */
const JSON_LIMIT = '6mb';

/** Headers, bodies and the dashboard's files: what concerns every route. */
export function configureHttp(app: NestExpressApplication, config: FabConfig): void {
  app.disable('x-powered-by');
  app.set('trust proxy', config.server.trustProxy ? 1 : false);
  app.use(
    helmet({
      // The page gets a policy of its own, with a nonce; what is no page may load nothing at all.
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      crossOriginEmbedderPolicy: false,
      strictTransportSecurity: config.server.publicUrl?.startsWith('https:') === true,
    }),
  );
  app.useBodyParser('json', { limit: JSON_LIMIT });
  if (config.server.dashboardDir !== undefined) {
    for (const handler of dashboardFiles(config.server.dashboardDir)) app.use(handler);
  }
}
