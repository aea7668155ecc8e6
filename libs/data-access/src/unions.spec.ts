import { ApolloClient, ApolloLink } from '@apollo/client';
import { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { answerCache } from './cache.ts';
import { CreateWebhookTargetDocument } from './generated/documents/notices.ts';

const REFUSED = {
  createWebhookTarget: {
    __typename: 'InvalidInput' as const,
    message: 'No.',
    issues: [{ __typename: 'InputIssue' as const, field: 'url', code: 'url-host', message: 'No.' }],
  },
};

describe('a result union that is read through a fragment', () => {
  it('keeps what its member says', async () => {
    const link = new ApolloLink(
      () =>
        new Observable((answer) => {
          answer.next({ data: REFUSED });
          answer.complete();
        }),
    );
    const client = new ApolloClient({ link, cache: answerCache() });
    const input = { name: 'a', url: 'https://elsewhere' };
    const { data } = await client.mutate({ mutation: CreateWebhookTargetDocument, variables: { input } });
    expect(data).toEqual(REFUSED);
  });
});
