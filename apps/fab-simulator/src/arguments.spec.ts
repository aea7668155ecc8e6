import { describe, expect, it } from 'vitest';
import { ArgumentError, readArguments } from './arguments.ts';

const base = ['--server', 'http://127.0.0.1:4300/', '--token-file', 't', '--state-dir', 's'];

describe('arguments', () => {
  it('have defaults', () => {
    expect(readArguments(base)).toMatchObject({
      server: 'http://127.0.0.1:4300',
      days: 180,
      speed: 60,
      wafersPerLot: 13,
      kafka: [],
      dryRun: false,
    });
  });

  it('take Kafka instead of a server', () => {
    expect(readArguments(['--kafka', 'a:1,b:2', '--state-dir', 's']).kafka).toEqual(['a:1', 'b:2']);
  });

  it.each([
    [['--server', 'x'], '--state-dir is needed'],
    [['--state-dir', 's'], '--server or --kafka is needed'],
    [['--state-dir', 's', '--server', 'nowhere'], 'is not an address'],
    [['--state-dir', 's', '--server', 'http://a'], '--token-file is needed'],
    [[...base, '--days', '0'], '--days must be a whole number from 1 to 730, not 0'],
    [[...base, '--speed', 'fast'], '--speed must be'],
    [[...base, '--epoch', 'soon'], '--epoch must be'],
    [[...base, '--wat'], "'--wat'"],
  ])('%j are refused', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(ArgumentError);
    expect(() => readArguments(argv)).toThrow(message);
  });
});
