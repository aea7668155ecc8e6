import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { Authenticator } from '../auth/authenticator.ts';
import { ChangeFeed } from './change-feed.ts';
import { ChangeResolver } from './change.resolver.ts';
import { graphqlOptions } from './graphql-options.ts';

/** GraphQL over HTTP and WebSocket at /graphql, with every resolver of the application's modules. */
@Module({})
export class GraphqlApiModule {
  static forRoot(): DynamicModule {
    return {
      module: GraphqlApiModule,
      imports: [
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [Authenticator],
          useFactory: graphqlOptions,
        }),
      ],
      providers: [ChangeFeed, ChangeResolver],
      exports: [ChangeFeed],
    };
  }
}
