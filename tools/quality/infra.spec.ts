import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FabConfig } from '@fabwright/platform';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readArguments } from '../../apps/fab-simulator/src/arguments.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

const duration = z.string().regex(/^\d+(ms|s|m)$/);
const healthcheck = z.union([
  z.strictObject({
    test: z.tuple([z.literal('CMD')], z.string()),
    interval: duration,
    timeout: duration,
    retries: z.number().int(),
  }),
  z.strictObject({ disable: z.literal(true) }),
]);
const condition = z.enum(['service_started', 'service_healthy', 'service_completed_successfully']);

/** The part of the Compose specification that we use; a key that is not in it is a mistake. */
const service = z.strictObject({
  image: z.string().regex(/^[a-z/-]+:\d+\.\d+(\.\d+)?$/, 'needs a version'),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  profiles: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'must be published on loopback only')).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[a-z/]+$/)).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition })).optional(),
  healthcheck: healthcheck.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']).optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  stop_grace_period: duration.optional(),
});

const compose = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

function readCompose(): z.output<typeof compose> {
  return compose.parse(parse(read('infra/compose.yaml'), { merge: true }));
}

/** What Compose makes of `${NAME:-default}` and `${NAME:?message}` when the user sets only what has no default. */
function substitute(value: string): string {
  return value.replaceAll(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1').replaceAll(/\$\{[A-Z_]+:\?[^}]*\}/g, 'chosen-by-the-user');
}

function settingsOf(name: string): Record<string, string> {
  const { environment = {} } = readCompose().services[name]!;
  return Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, substitute(value)]));
}

describe('infra/compose.yaml', () => {
  it('holds only what the Compose specification knows, with names that exist', () => {
    const { services, volumes } = readCompose();
    expect(Object.keys(services)).toEqual(expect.arrayContaining(['kafka', 'postgres', 'migrate', 'api', 'worker']));
    for (const { depends_on = {}, volumes: mounts = [], build } of Object.values(services)) {
      for (const name of Object.keys(depends_on)) expect(services).toHaveProperty(name);
      for (const mount of mounts) expect(volumes).toHaveProperty(mount.split(':')[0]!);
      if (build !== undefined) expect(existsSync(resolve(root, 'infra', build.context, build.dockerfile))).toBe(true);
    }
  });

  it('waits for health only where there is a health check', () => {
    const { services } = readCompose();
    const image = /^HEALTHCHECK /m.test(read('infra/images/Dockerfile'));
    for (const { depends_on = {} } of Object.values(services)) {
      for (const [name, { condition: wanted }] of Object.entries(depends_on)) {
        const { healthcheck: check, build } = services[name]!;
        const has = check === undefined ? build !== undefined && image : 'test' in check;
        if (wanted === 'service_healthy') expect(has, name).toBe(true);
      }
    }
  });

  it.each(['api', 'worker', 'migrate'])('gives the %s settings that it accepts', (name) => {
    const config = FabConfig.fromEnvironment(settingsOf(name));
    expect(config.kafka.brokers).toEqual(['kafka:9092']);
    expect(config.database.url).toContain('@postgres:5432/fabwright');
    expect(config.demo.enabled).toBe(false);
  });

  it('starts each application in a role that the image knows', () => {
    const roles = Object.values(readCompose().services).flatMap(({ command }) => command?.[0] ?? []);
    expect(roles.toSorted()).toEqual(['api', 'fab-simulator', 'migrate', 'worker']);
    for (const role of roles) expect(read('infra/images/run')).toMatch(new RegExp(`\\b${role}\\b`));
  });

  it('gives the demonstration fab arguments that it understands', () => {
    const [, ...args] = readCompose().services['fab-simulator']!.command!;
    expect(readArguments(args)).toMatchObject({ server: 'http://api:4300', stateDir: '/data/demo-fab' });
  });

  it('has no password of its own', () => {
    const passwords = read('infra/compose.yaml').match(/^\s*[A-Z_]*PASSWORD[A-Z_]*:.*$/gm) ?? [];
    expect(passwords.length).toBeGreaterThan(0);
    for (const line of passwords) expect(line).toMatch(/\$\{[A-Z_]+:\?/);
    expect(read('infra/compose.yaml')).not.toMatch(/PASSWORD:-/);
  });

  it('lets the applications write nowhere but to their data', () => {
    for (const [name, { build, read_only, cap_drop }] of Object.entries(readCompose().services)) {
      if (build !== undefined)
        expect({ name, read_only, cap_drop }).toEqual({ name, read_only: true, cap_drop: ['ALL'] });
    }
  });
});

/** Instructions of a Dockerfile with their continued lines joined. */
function instructions(text: string): { word: string; rest: string }[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ word: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1) }));
}

describe('infra/images/Dockerfile', () => {
  const lines = instructions(read('infra/images/Dockerfile'));
  const restOf = (word: string): string[] => lines.filter((line) => line.word === word).map(({ rest }) => rest);

  it('has known instructions only, beginning with a pinned base', () => {
    const known = ['FROM', 'WORKDIR', 'ENV', 'COPY', 'RUN', 'LABEL', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK'];
    const ends = ['STOPSIGNAL', 'ENTRYPOINT', 'CMD'];
    expect(lines.map(({ word }) => word).filter((word) => ![...known, ...ends].includes(word))).toEqual([]);
    for (const base of restOf('FROM')) expect(base).toMatch(/^node:24\.\d+\.\d+-/);
  });

  it('runs as a normal user, with a health check, in a role by its command', () => {
    expect(restOf('USER')).toEqual(['node']);
    expect(restOf('HEALTHCHECK')[0]).toContain('healthy.mjs');
    expect(JSON.parse(restOf('ENTRYPOINT')[0]!)).toEqual(['/app/infra/images/run']);
    expect(JSON.parse(restOf('CMD')[0]!)).toEqual(['api']);
  });

  it('copies what exists, from a stage that exists', () => {
    const stages = restOf('FROM').flatMap((from) => / AS (\w+)$/.exec(from)?.[1] ?? []);
    const copies = restOf('COPY').filter((rest) => rest.startsWith('--from='));
    for (const copy of copies) {
      const [from, ...paths] = copy.split(' ');
      expect(stages).toContain(from!.slice('--from='.length));
      const made = ['/app/node_modules', '/app/dist/apps'];
      for (const path of paths.slice(0, -1).filter((one) => !made.includes(one))) {
        expect(existsSync(resolve(root, path.replace('/app/', ''))), path).toBe(true);
      }
    }
    expect(copies.length).toBeGreaterThan(2);
  });

  it('sets what the application accepts', () => {
    const pairs = restOf('ENV')
      .flatMap((rest) => rest.split(/\s+/))
      .map((pair) => pair.split('=') as [string, string]);
    const settings = Object.fromEntries(pairs.filter(([name]) => name.startsWith('FAB_')));
    const config = FabConfig.fromEnvironment({ ...settings, FAB_DATABASE_URL: 'postgresql://a:b@c/d' });
    expect(config.data.dir).toBe('/data');
    expect(config.server.host).toBe('0.0.0.0');
  });

  it('has an entry that may be executed', () => {
    expect(statSync(resolve(root, 'infra/images/run')).mode & 0o111).toBe(0o111);
  });
});
