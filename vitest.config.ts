import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const conditions = ['node', 'development|production'];

/** Node gives Nest this file of graphql; by its `module` field our own files would get a second copy of its classes. */
const alias = [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }];

/** What every project shares: `import` or `module` among the conditions would break pg. */
const shared = {
  resolve: { conditions, alias },
  ssr: { resolve: { conditions } },
} as const;

/**
 * Node-side tests. `unit` needs nothing but Node; `integration` starts one private PostgreSQL for the run
 * and gives each file a clone of the migrated template. The dashboard's and the browser's tests have runners of their own.
 */
export default defineConfig({
  cacheDir: 'node_modules/.cache/vite',
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          environment: 'node',
          // Half the time went into loading the same modules for each file. What is tested here keeps no state.
          isolate: false,
          // How long a test takes beside other steps on two cores says nothing; speed is measured by the benches.
          testTimeout: 60_000,
          include: ['{libs,apps,tools}/**/*.spec.ts'],
          exclude: [
            '**/node_modules/**',
            'libs/ui/**',
            'libs/data-access/**',
            'apps/dashboard/**',
            '**/*.int.spec.ts',
            '**/*.broker.spec.ts',
            '**/*.server.spec.ts',
          ],
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          environment: 'node',
          pool: 'forks',
          // Half the time went into loading Nest, TypeORM and our modules for each file. Each file has a database of its own.
          isolate: false,
          maxWorkers: 2,
          include: ['{libs,apps,tools}/**/*.int.spec.ts'],
          globalSetup: ['libs/testing/src/postgres/vitest-global-setup.ts'],
          setupFiles: ['libs/testing/src/vitest-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        // A model server that nobody here wrote: `npm run test:model-servers` builds and starts it, nothing else does.
        test: { name: 'model-servers', environment: 'node', include: ['libs/**/*.server.spec.ts'] },
      },
      {
        ...shared,
        test: {
          name: 'broker',
          environment: 'node',
          pool: 'forks',
          maxWorkers: 1,
          include: ['{libs,apps,tools}/**/*.broker.spec.ts'],
          globalSetup: [
            'libs/testing/src/postgres/vitest-global-setup.ts',
            'libs/testing/src/kafka/vitest-global-setup.ts',
          ],
          setupFiles: ['libs/testing/src/vitest-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
