import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isPagePath } from './dashboard-files.ts';

describe('isPagePath', () => {
  it.each(['/', '/lots', '/lots/L1/wafers/W1', '/imports', '/imports/0199', '/reports', '/settings/people'])(
    'gives %s to the dashboard',
    (path) => expect(isPagePath(path)).toBe(true),
  );

  it.each([
    '/graphql',
    '/auth/session',
    '/ingest/v1/events',
    '/events/v1',
    '/maps/v1/lots/L1.bin',
    '/reports/v1/7/file',
    '/imports/v1/7',
    '/healthz',
    '/metrics',
  ])('leaves %s to the API', (path) => expect(isPagePath(path)).toBe(false));
});

describe('contentSecurityPolicy', () => {
  it('allows no inline script and no foreign origin', () => {
    const policy = contentSecurityPolicy('abc');
    const of = (name: string): string | undefined => policy.split('; ').find((part) => part.startsWith(`${name} `));
    expect(of('script-src')).toBe("script-src 'self'");
    expect(of('default-src')).toBe("default-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });
});
