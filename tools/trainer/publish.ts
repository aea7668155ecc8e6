import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { TaughtWordings } from '@fabwright/language';
import { format, resolveConfig } from 'prettier';
import type { AdapterCard } from '../model/adapter.ts';
import { NARRATION_ADAPTER, type KnownModel } from '../model/catalogue.ts';
import { sha256Of, sizeOf } from '../model/weights.ts';
import type { Score } from './score.ts';

const FOLDER = dirname(NARRATION_ADAPTER);
/** The repository carries the file. */
const MOST_BYTES = 16e6;

export interface Published {
  readonly adapter: string;
  readonly base: KnownModel;
  readonly kinds: readonly string[];
  readonly wordings: TaughtWordings;
  readonly scores: readonly Score[];
  /** The options that it was made with. */
  readonly command: string;
}

/**
 * Puts a tuned adapter with its card (for the product and for people) and the notice of its licence into
 * libs/language/models. Throws an Error where it is too large to carry.
 */
export async function publish(published: Published): Promise<void> {
  const { adapter, base, kinds, wordings, scores } = published;
  const bytes = (await sizeOf(adapter)) ?? 0;
  if (bytes > MOST_BYTES) throw new Error(`The adapter has ${bytes} bytes, and the repository takes ${MOST_BYTES}.`);
  await mkdir(FOLDER, { recursive: true });
  await copyFile(adapter, NARRATION_ADAPTER);
  await copyFile(join(import.meta.dirname, 'NOTICE.adapter'), join(FOLDER, 'NOTICE'));
  const card: AdapterCard & { readonly measured: unknown } = {
    title: `Narration in English and Chinese, for ${base.title}`,
    licence: base.licence,
    source: published.command,
    adapterOf: base.file,
    sha256: await sha256Of(adapter),
    grade: 'G2',
    trainedKinds: kinds,
    taughtWordings: wordings,
    measured: scores.map(measuredOf),
  };
  await write(`${NARRATION_ADAPTER}.json`, JSON.stringify(card));
  await write(join(FOLDER, 'README.md'), readableCard(published, bytes));
  process.stdout.write(`${basename(NARRATION_ADAPTER)}, ${bytes} bytes, lies in libs/language/models\n`);
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

function measuredOf({ locale, sheets, all }: Score) {
  return {
    language: locale,
    sheets,
    sections: all.sections,
    firstPass: rounded(all.firstPass),
    passedInTwoTries: rounded(all.passed),
  };
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 1000;
}

/** The model card for people. */
function readableCard({ base, kinds, scores, command }: Published, bytes: number): string {
  const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
  return `# Models

\`${basename(NARRATION_ADAPTER)}\` (${bytes} bytes) is a LoRA adapter for ${base.title} (\`${base.file}\`). With it the model writes the sentences of reports (grade G2) in English and Chinese. It is under the terms in [NOTICE](NOTICE), not under the licence of the rest of this repository. \`npm run model -- add default\` brings it along with the weights.

It does one thing: say trained kinds of facts in a trained manner. It may say the sentences that the wordings on its card make, and no other: the grammar leads it there and the verifier refuses the rest ([ADR 34](../../../docs/adr/0034-an-adapter-says-what-it-was-taught.md)), so what passes says more about those than about the model. It answers no questions. What the verifier refuses twice is said by templates, and so are sections with kinds of facts that are not in this list: ${kinds.join(', ')}.

Written by \`${command}\` ([tools/trainer](../../../tools/trainer/README.md)), which printed on sheets that it was not taught on:

| language | sheets | sections | passed at first | in two tries | of combinations never taught |
| --- | --- | --- | --- | --- | --- |
${scores
  .map(
    ({ locale, sheets, all, untaught }) =>
      `| ${locale} | ${sheets} | ${all.sections} | ${percent(all.firstPass)} | ${percent(all.passed)} | ${percent(untaught.passed)} of ${untaught.sections} |`,
  )
  .join('\n')}
`;
}
