import { cloneDatabase, schemaDrift } from '@fabwright/testing';
import { expect, it } from 'vitest';
import { Account } from './account.entity.ts';
import { ApiToken } from './api-token.entity.ts';

it('entities and migrations agree', async () => {
  await using database = await cloneDatabase();
  expect(await schemaDrift(database.url, [Account, ApiToken])).toEqual([]);
});
