import { createHash } from 'node:crypto';
import { LOCALES } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import type { PhrasingTask } from '../../narration/phraser.ts';
import { fault, refusalAt } from '../../verifier/refusal.ts';
import { choosingPrompt, choosingSchema, PROMPT_VERSIONS, writingPrompt } from './prompts.ts';

const task = (locale: PhrasingTask['locale']): PhrasingTask => ({
  locale,
  section: 'where',
  draft: 'Loss to {{bin}} rose by {{change}} to {{loss}}.\nNo lot fell below the floor of {{floor}}.',
  grammar: 'root ::= "x"',
  frames: [
    ['Loss to {{bin}} rose by {{change}} to {{loss}}.', '{{bin}} was up by {{change}} to {{loss}}.'],
    ['No lot.'],
  ],
  complaints: [],
});

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

describe('the prompts', () => {
  it('are those of their version to the byte: adapters are trained on them', () => {
    const complaints = [refusalAt(fault('direction', 'fell'), 0)];
    const bytes = LOCALES.map((locale) => {
      const [first, second] = [task(locale), { ...task(locale), complaints }];
      return [
        locale,
        hash([writingPrompt(first), writingPrompt(second)]),
        hash([choosingPrompt(first), choosingPrompt(second)]),
      ];
    });
    // Another hash here needs another number in PROMPT_VERSIONS.
    expect([Object.values(PROMPT_VERSIONS), ...bytes]).toMatchInlineSnapshot(`
      [
        [
          "narration-g1/1",
          "narration-g2/1",
        ],
        [
          "en",
          "e7f96d83d521d642",
          "331b82a85e14533a",
        ],
        [
          "zh-CN",
          "d2d0ad822b899901",
          "d1329ebf3b3adbf3",
        ],
      ]
    `);
  });

  it('show each wording under its letter, and the complaint once', () => {
    const twice = [refusalAt(fault('direction', 'fell'), 0), refusalAt(fault('direction', 'fell'), 0)];
    const [, user] = choosingPrompt({ ...task('en'), complaints: twice });
    expect(user?.text).toBe(
      [
        'Line 1:\nA. Loss to {{bin}} rose by {{change}} to {{loss}}.\nB. {{bin}} was up by {{change}} to {{loss}}.',
        'Line 2:\nA. No lot.',
        '\nYour answer before this one was refused:\n- "fell" does not fit the direction of the fact.',
      ].join('\n'),
    );
  });

  it('ask for enums only, one object a line, and nothing before the first', () => {
    expect(choosingSchema(task('en').frames)).toEqual({
      type: 'object',
      required: ['line1', 'line2'],
      additionalProperties: false,
      properties: {
        line1: lineOf(['A', 'B'], ['none']),
        line2: lineOf(['A'], ['none', 'also', 'meanwhile']),
      },
    });
  });
});

function lineOf(frames: string[], connectives: string[]) {
  return {
    type: 'object',
    required: ['frame', 'connective'],
    additionalProperties: false,
    properties: { frame: { type: 'string', enum: frames }, connective: { type: 'string', enum: connectives } },
  };
}
