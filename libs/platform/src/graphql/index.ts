export { ChangeFeed, type ChangeNote, ChangeNotifier } from './change-feed.ts';
export { Change, ChangeResolver } from './change.resolver.ts';
export { GappyNumberColumn, NumberColumn, TextColumn } from './column-scalars.ts';
export { type CursorKeys, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
export { graphqlOptions } from './graphql-options.ts';
export { GraphqlApiModule } from './graphql.module.ts';
export { loaderOf } from './loaders.ts';
export { Done, Forbidden, InputIssue, InvalidInput, NotFound, PageInfo, unionOf } from './result-types.ts';
export { toResult } from './to-result.ts';
