import { describe, expect, it } from 'vitest';
import { localPath } from './local-path.ts';

describe('return address after sign-in', () => {
  it('keeps a path of this application with its filters', () => {
    expect(localPath('/lots/N4K800?ins=CP1')).toBe('/lots/N4K800?ins=CP1');
  });

  it.each([undefined, '', 'https://evil.example', '//evil.example', '/\\evil.example', '/sign-in?returnTo=/x'])(
    'does not follow %s',
    (address) => expect(localPath(address)).toBe('/overview'),
  );
});
