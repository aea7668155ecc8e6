import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FabConfig, SettingsError } from './fab-config.ts';
import { settingsTable } from './settings-table.ts';

const DATABASE = { FAB_DATABASE_URL: 'postgresql://fab:hush-hush@db:5432/fab' };
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    FabConfig.fromEnvironment(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

describe('the settings', () => {
  it('have the documented defaults', () => {
    const config = FabConfig.fromEnvironment(DATABASE);
    expect(config.server).toMatchObject({ host: '127.0.0.1', port: 4300 });
    expect(config.fab).toEqual({ name: 'Fab', timeZone: 'UTC', weekStart: 'monday', clock: 'wall' });
    expect(config.kafka.brokers).toEqual([]);
    expect(config.data.maxImportBytes).toBe(4 * 1024 ** 3);
  });

  it('read numbers, lists, flags and sizes; an empty variable means not set', () => {
    const config = FabConfig.fromEnvironment({
      ...DATABASE,
      FAB_PORT: '8080',
      FAB_KAFKA_BROKERS: 'a:9092, b:9092,',
      FAB_KAFKA_TLS: 'true',
      FAB_MAX_IMPORT_BYTES: '1.5M',
      FAB_PUBLIC_URL: '',
    });
    expect(config.server.port).toBe(8080);
    expect(config.kafka).toMatchObject({ brokers: ['a:9092', 'b:9092'], tls: true });
    expect(config.data.maxImportBytes).toBe(1_572_864);
    expect(config.server.publicUrl).toBeUndefined();
  });

  it('cannot be changed afterwards', () => {
    const config = FabConfig.fromEnvironment(DATABASE);
    expect(() => Object.assign(config.server, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config, { server: {} })).toThrow(TypeError);
  });

  it('name every problem at once, and what each setting is for', () => {
    const problems = problemsOf({ FAB_PORT: '99999', FAB_TIME_ZONE: 'Mars/Base' });
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(
      /FAB_PORT is "99999"[^]*FAB_DATABASE_URL is not set[^]*FAB_TIME_ZONE is "Mars\/Base"/,
    );
  });

  it('stop the start for a variable that nobody reads, with a guess at what was meant', () => {
    expect(problemsOf({ ...DATABASE, FAB_PROT: '1' })).toEqual([
      'FAB_PROT is not a setting of Fabwright; did you mean FAB_PORT?',
    ]);
    expect(problemsOf({ ...DATABASE, FAB_COLOUR: 'red' })).toEqual([
      'FAB_COLOUR is not a setting of Fabwright. See docs/settings.md.',
    ]);
    expect(problemsOf({ ...DATABASE, FAB_TEST_DATA: '/data' })).toEqual([]);
  });

  it('never print a secret', () => {
    expect(problemsOf({ FAB_DATABASE_URL: 'mysql://fab:hush-hush@db/fab' }).join()).not.toContain('hush-hush');
  });

  it('are what docs/settings.md says', async () => {
    await expect(settingsTable()).toMatchFileSnapshot(join(import.meta.dirname, '../../../../docs/settings.md'));
  });
});
