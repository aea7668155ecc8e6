import { describe, expect, it } from 'vitest';
import { UsageError } from './cli-error.ts';
import { parseCommand } from './commands.ts';

describe('parseCommand', () => {
  it('reads an import with where to send it', () => {
    const words = [
      'import',
      'a.stdf',
      'lots/',
      '--server',
      'http://fab:4300',
      '--token',
      't',
      '--data-dir',
      'd',
      '--json',
    ];
    expect(parseCommand(words)).toEqual({
      name: 'import',
      paths: ['a.stdf', 'lots/'],
      json: true,
      connection: { server: 'http://fab:4300', token: 't', dataDir: 'd' },
    });
  });

  it('reads the report of a lot and of a week', () => {
    expect(
      parseCommand(['report', 'lot', 'L1', '-o', 'l.pdf', '--language', 'ZH-cn', '--paper', 'letter']),
    ).toMatchObject({
      request: { kind: 'lot', lotId: 'L1', language: 'zh-CN', paper: 'LETTER' },
      file: 'l.pdf',
    });
    expect(parseCommand(['report', 'week', 'P1', '2026-W47', '-o', 'w.pdf', '--insertion', 'CP1'])).toMatchObject({
      request: { kind: 'week', productId: 'P1', week: '2026-W47', insertion: 'CP1', language: 'en', paper: 'A4' },
    });
  });

  it.each([[[]], [['--help']], [['help']], [['import', '--help']], [['report', '-h']]])(
    'shows help for %j',
    (words) => {
      expect(parseCommand(words)).toEqual({ name: 'help' });
    },
  );

  it.each([
    ['a command that is none', ['imprt']],
    ['an import of nothing', ['import']],
    ['an option that is none', ['import', 'a', '--serve', 'x']],
    ['a report without a file', ['report', 'lot', 'L1']],
    ['a report of nothing', ['report', '-o', 'x']],
    ['a week in another form', ['report', 'week', 'P1', '47/2026', '-o', 'x']],
    ['a paper that is none', ['report', 'lot', 'L1', '-o', 'x', '--paper', 'A5']],
  ])('refuses %s', (_case, words) => {
    expect(() => parseCommand(words)).toThrow(UsageError);
  });
});
