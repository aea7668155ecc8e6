import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcement } from './announcement.ts';
import { HELP, parseStartArguments, type StartOptions } from './arguments.ts';
import { assertDiskSpace, assertFormatKnown, diskAlarm, makeDataFolder, writeMarker } from './data/data-folder.ts';
import { InstanceLock } from './data/instance-lock.ts';
import { StartFailure } from './failure.ts';
import { assertPortFree, findFreePort } from './port.ts';
import { countFailures, delayBeforeRestart } from './process/back-off.ts';
import { lastWords } from './process/last-words.ts';
import { identify, isAlive } from './process/process-identity.ts';
import { asJsonLine, RotatingLog } from './process/rotating-log.ts';
import { localAddress, serviceEnvironment } from './services.ts';

const GIB = 1024 ** 3;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fw-start-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const parse = (...args: string[]): StartOptions => {
  const options = parseStartArguments(args, '/home/ann', '/srv/fabwright');
  if (options === 'help') throw new Error('help');
  return options;
};

describe('the command line', () => {
  it('has the documented defaults', () => {
    expect(parse()).toEqual({
      port: 4300,
      host: '127.0.0.1',
      dataDir: '/srv/fabwright/.data',
      demo: true,
      historyDays: 180,
      database: undefined,
      kafka: undefined,
    });
  });

  it('takes every flag; a relative folder lies where the user stands', () => {
    const args = ['--port=8080', '--host', '0.0.0.0', '--data-dir', 'fab', '--no-demo', '--kafka', 'a:9092, b:9093'];
    args.push('--history-days', '30');
    expect(parse(...args, '--database', 'postgresql://fab@db/fab')).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/home/ann/fab',
      demo: false,
      historyDays: 30,
      database: 'postgresql://fab@db/fab',
      kafka: 'a:9092,b:9093',
    });
  });

  it.each([
    [['--prot', '1']],
    [['--port', '0']],
    [['--port', '65536']],
    [['--port', '80x']],
    [['--database', 'mysql://db/fab']],
    [['--kafka', 'localhost']],
    [['--history-days', '0']],
    [['--history-days', 'all']],
    [['--data-dir=']],
    [['now']],
    [['--port']],
  ])('refuses %o with exit code 2 and one line', (args) => {
    const failure = (() => {
      try {
        return parse(...args);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(StartFailure);
    expect((failure as StartFailure).exitCode).toBe(2);
    expect((failure as StartFailure).message).toMatch(/^[^\n]+--help[^\n]+$/);
  });

  it('never repeats the password of a database', () => {
    expect(() => parse('--database', 'mysql://fab:hush-hush@db/fab')).not.toThrow('hush-hush');
  });

  it('names every flag in its help', () => {
    for (const flag of ['--port', '--host', '--data-dir', '--no-demo', '--history-days', '--database', '--kafka']) {
      expect(HELP).toContain(flag);
    }
  });
});

describe('restarts', () => {
  it('wait longer with each failure in a row, up to half a minute', () => {
    expect([1, 2, 3, 4, 5].map(delayBeforeRestart)).toEqual([250, 500, 1000, 2000, 4000]);
    expect(delayBeforeRestart(50)).toBe(30_000);
  });

  it('begin anew after a minute of work', () => {
    expect(countFailures(4, 59_999)).toBe(5);
    expect(countFailures(4, 60_000)).toBe(1);
  });
});

describe('the data folder', () => {
  it('of a newer version is refused and left as it is', () => {
    writeFileSync(join(folder, 'version.json'), '{"format":99,"version":"9.0.0"}');
    expect(() => assertFormatKnown(folder)).toThrow(/comes from a newer version \(9\.0\.0\): update Fabwright/);
    expect(readFileSync(join(folder, 'version.json'), 'utf8')).toContain('99');
  });

  it('that is new, or of this version, is fine', () => {
    expect(() => assertFormatKnown(folder)).not.toThrow();
    writeMarker(folder, '0.1.0');
    expect(() => assertFormatKnown(folder)).not.toThrow();
  });

  it('with a damaged marker is refused', () => {
    writeFileSync(join(folder, 'version.json'), '{"form');
    expect(() => assertFormatKnown(folder)).toThrow(/version\.json is damaged/);
  });

  it('that can’t be made is named', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeDataFolder(join(folder, 'file', 'data'))).toThrow(/can't be written .* choose another/);
  });

  it('on a full disk is refused with what is missing', () => {
    expect(() => assertDiskSpace(folder, 1.5 * GIB)).toThrow(/has 1\.5 GiB left, 2\.0 are needed: make room/);
    expect(() => assertDiskSpace(folder, 3 * GIB)).not.toThrow();
    expect(diskAlarm(folder, 0.6 * GIB)).toBeNull();
    expect(diskAlarm(folder, 0.4 * GIB)).toMatch(/nearly full/);
  });
});

describe('the lock of a data folder', () => {
  it('keeps a second instance out and names the first', () => {
    const { lock } = InstanceLock.acquire(folder);
    expect(() => InstanceLock.acquire(folder)).toThrow(
      new RegExp(`in use by another instance \\(process ${process.pid}`),
    );
    lock.release();
    expect(InstanceLock.acquire(folder).orphans).toEqual([]);
  });

  it('of a killed instance is taken over, with the names of its orphans', () => {
    const children = [{ name: 'api', pid: 1234, began: 'long ago' }];
    writeFileSync(join(folder, 'instance.json'), JSON.stringify({ pid: process.pid, began: 'another life', children }));
    expect(InstanceLock.acquire(folder).orphans).toEqual(children);
  });

  it('that a crash cut short is taken over', () => {
    writeFileSync(join(folder, 'instance.json'), '{"pid":');
    const { lock, orphans } = InstanceLock.acquire(folder);
    expect(orphans).toEqual([]);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is owner-only and remembers each child once', () => {
    const { lock } = InstanceLock.acquire(folder);
    lock.recordChild('api', process.pid);
    lock.recordChild('api', process.ppid);
    const content = JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8')) as { children: { pid: number }[] };
    expect(content.children.map(({ pid }) => pid)).toEqual([process.ppid]);
  });
});

describe('a process', () => {
  it('is told apart from a later one with its number', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = identify(child.pid!);
    expect(isAlive(identity)).toBe(true);
    expect(isAlive({ ...identity, began: 'another life' })).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
  });
});

describe('a port', () => {
  it('that is taken is named with the remedy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(assertPortFree(port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} is used by another program: stop that one, or choose another port with --port.`,
    );
    server.close();
    await once(server, 'close');
    await expect(assertPortFree(port, '127.0.0.1')).resolves.toBeUndefined();
  });

  it('of an address that is not ours is refused', async () => {
    await expect(assertPortFree(await findFreePort(), '192.0.2.1')).rejects.toThrow('no address of this machine');
  });
});

describe('a log', () => {
  const file = (): string => join(folder, 'api.log');

  it('keeps JSON lines as they are and wraps the rest', () => {
    const now = new Date('2026-01-02T03:04:05Z');
    expect(asJsonLine('{"level":"info","message":"hi"}', now)).toBe('{"level":"info","message":"hi"}');
    expect(JSON.parse(asJsonLine('Error: "oops"', now))).toEqual({
      level: 'error',
      time: now.toISOString(),
      message: 'Error: "oops"',
    });
  });

  it('takes output in any pieces', () => {
    const log = new RotatingLog(file());
    log.write('{"msg":');
    log.write('"a"}\n{"msg":"b"}\n{"msg"');
    log.close();
    log.write('{"msg":"too late"}\n');
    expect(readFileSync(file(), 'utf8').split('\n').slice(0, 2)).toEqual(['{"msg":"a"}', '{"msg":"b"}']);
    expect(readFileSync(file(), 'utf8')).not.toContain('too late');
  });

  it('begins a new file when it grows too large, and keeps the last few', () => {
    const log = new RotatingLog(file(), { largestBytes: 100, keptFiles: 3 });
    for (let line = 0; line < 20; line++) log.write(`{"line":${line},"text":"${'x'.repeat(60)}"}\n`);
    log.close();
    expect(readdirSync(folder).sort()).toEqual(['api.log', 'api.log.1', 'api.log.2']);
    expect(readFileSync(file(), 'utf8')).toContain('"line":19');
    expect(readFileSync(`${file()}.1`, 'utf8')).toContain('"line":18');
  });
});

describe('the last words of a program', () => {
  it.each([
    ['', ''],
    ['{"level":"info","message":"fine"}\n', ''],
    [
      '{"level":"info","message":"fine"}\n{"level":"fatal","message":"stopped","err":{"message":"no database."}}\n',
      'stopped: no database',
    ],
    [
      '\u001b[31mERROR\u001b[39m FooException [Error]: no Foo.\nsee https://errors.example\n}\n',
      'ERROR FooException [Error]: no Foo',
    ],
    ['Error: port gone\n    at listen (net.js:1)\n\nNode.js v24.21.0\n', 'Error: port gone'],
    [
      'FAB_PROT is not a setting of Fabwright; did you mean FAB_PORT?\n',
      'FAB_PROT is not a setting of Fabwright; did you mean FAB_PORT?',
    ],
  ])('in %j are %j', (output, words) => {
    expect(lastWords(output)).toBe(words);
  });
});

describe('the announcement', () => {
  const accounts = [{ account: 'mei.lin', password: 'a-b-c', role: 'yield engineer' }];

  it('says address, how to sign in, where the data lies and how to stop', () => {
    mkdirSync(join(folder, 'secrets'));
    writeFileSync(join(folder, 'secrets', 'demo-accounts.json'), JSON.stringify(accounts));
    const text = announcement({ ...parse(), dataDir: folder });
    expect(text).toContain('http://127.0.0.1:4300');
    expect(text).toContain('mei.lin  a-b-c  (yield engineer)');
    expect(text).toContain(folder);
    expect(text).toContain('Ctrl-C');
  });

  it('says which language models are there, and how one comes', () => {
    const options = { ...parse(), dataDir: folder };
    expect(announcement(options)).toContain('npm run model -- add default');
    mkdirSync(join(folder, 'models'));
    writeFileSync(join(folder, 'models', 'gemma.gguf'), '');
    expect(announcement(options)).toContain('gemma.gguf (chosen in Settings');
  });

  it('gives the administrator of an empty fab a link, once', () => {
    const options = { ...parse('--no-demo'), dataDir: folder };
    expect(announcement(options)).toContain('with the accounts that you have made');
    mkdirSync(join(folder, 'secrets'));
    writeFileSync(join(folder, 'secrets', 'invite-link'), '/accept-invite?token=abc\n');
    expect(announcement(options)).toContain('http://127.0.0.1:4300/accept-invite?token=abc  (works once)');
    expect(existsSync(join(folder, 'secrets', 'invite-link'))).toBe(true);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4300'],
    ['0.0.0.0', 'http://127.0.0.1:4300'],
    ['::1', 'http://[::1]:4300'],
    ['fab.example', 'http://fab.example:4300'],
  ])('of %s is %s', (host, address) => {
    expect(localAddress({ ...parse(), host })).toBe(address);
  });
});

describe('the services', () => {
  const daysTold = (): string | undefined => {
    const options = { ...parse('--history-days', '30'), dataDir: folder };
    const surroundings = { root: folder, options, databaseUrl: '', brokers: undefined, workerPort: 1 };
    return serviceEnvironment(surroundings)['FAB_DEMO_HISTORY_DAYS'];
  };

  it('know how much history the demonstration tells: what its first start asked for', () => {
    expect(daysTold()).toBe('30');
    mkdirSync(join(folder, 'demo-fab'));
    writeFileSync(join(folder, 'demo-fab', 'fab-state.json'), JSON.stringify({ historyDays: 60 }));
    expect(daysTold()).toBe('60');
    writeFileSync(join(folder, 'demo-fab', 'fab-state.json'), 'half a');
    expect(daysTold()).toBe('30');
  });
});
