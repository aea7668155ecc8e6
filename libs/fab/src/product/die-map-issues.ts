import { LIMITS, type DieMapIssue } from '@fabwright/contracts';

const TEXTS: Readonly<Record<DieMapIssue['code'], (found: string) => string>> = {
  empty: () => 'The file is empty. It needs a header line "x,y" and one die a line.',
  header: () => 'the header must be "x,y".',
  noDies: () => 'The file has a header and no dies.',
  notNumbers: (found) => `"${found}" is not two whole numbers.`,
  range: () => 'coordinates go from −32767 to 32767.',
  twice: (found) => `die ${found} stands twice.`,
  tooMany: () => `A product has at most ${LIMITS.diesPerProduct} dies.`,
};

/** What is wrong with a die map, by line, for those who call the API; the dashboard says it in the person's language. */
export function describeDieMapIssues(issues: readonly DieMapIssue[]): string {
  return issues
    .map(({ line, code, found }) => (line === null ? TEXTS[code](found) : `Line ${line}: ${TEXTS[code](found)}`))
    .join(' ');
}
