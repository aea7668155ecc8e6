import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types and documents of the dashboard, from the printed schema and the `.graphql` files beside the features. */
const config: CodegenConfig = {
  schema: 'libs/data-access/schema.graphql',
  documents: ['apps/dashboard/src/**/*.graphql'],
  ignoreNoDocuments: true,
  generates: {
    'libs/data-access/src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        strictScalars: true,
        enumsAsTypes: true,
        scalars: {
          DateTime: 'string',
          ID: 'string',
          NumberColumn: 'number[]',
          GappyNumberColumn: '(number | null)[]',
          TextColumn: 'string[]',
        },
        importExtension: '.ts',
      },
    },
  },
};

export default config;
