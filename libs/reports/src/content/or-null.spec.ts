import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orNull } from './or-null.ts';

beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(new Logger()));

describe('a part of a report that may be missing', () => {
  it('is left out when it can’t be made', async () => {
    expect(await orNull('maps', () => Promise.resolve(7))).toBe(7);
    expect(await orNull('maps', () => Promise.reject(new Error('no such column')))).toBeNull();
  });

  it('is asked for again with everything else when only the connection was lost', async () => {
    const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    await expect(orNull('maps', () => Promise.reject(lost))).rejects.toBe(lost);
  });
});
