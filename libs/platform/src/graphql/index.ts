export { type CursorKeys, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
export { Done, Forbidden, InputIssue, InvalidInput, NotFound, PageInfo, unionOf } from './result-types.ts';
export { toResult } from './to-result.ts';
