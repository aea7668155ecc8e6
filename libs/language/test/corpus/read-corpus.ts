import { readFileSync } from 'node:fs';

/** A line of a corpus under its `##` heading; `heading` without the words in brackets behind it. */
export interface CorpusLine {
  readonly heading: string;
  /** What stands in brackets behind the heading. */
  readonly note: string;
  readonly text: string;
}

/** Reads a corpus: `#` is a comment, `## heading (note)` begins a group, any other line is a text. */
export function readCorpus(name: string): CorpusLine[] {
  let [heading, note] = ['', ''];
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line): CorpusLine[] => {
      const head = /^## (.*?)(?: \((.*)\))?$/.exec(line);
      if (head) [heading, note] = [head[1] ?? '', head[2] ?? ''];
      return head || line.startsWith('#') || line.trim() === '' ? [] : [{ heading, note, text: line }];
    });
}
