import type { Locale } from '@fabwright/facts';
import {
  knownSentencesOf,
  narrateWith,
  plainText,
  writeDraft,
  type FactSheet,
  type TaughtWordings,
} from '@fabwright/language';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { SHEETS } from '@fabwright/language/test/sheets';
import { isTaught } from './subjects.ts';

const SHEETS_SEARCHED = 400;

/** For each message a sheet that says it and nothing else. */
export function sheetsOfOneStatement(): ReadonlyMap<string, FactSheet> {
  const sheets = [...generatedSheets(SHEETS_SEARCHED), ...SHEETS].filter(isTaught);
  return new Map(
    sheets.flatMap((sheet) =>
      // what a statement needs before it is for a whole section to bring
      sheet.statements.map((statement) => [statement.message, { ...sheet, statements: [{ ...statement, needs: [] }] }]),
    ),
  );
}

/** All that an adapter of these wordings may say, by message, each sentence with facts of a sheet: to be read. */
export async function sentencesToRead(
  taught: TaughtWordings,
  locale: Locale,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const sheets = sheetsOfOneStatement();
  const read = new Map<string, readonly string[]>();
  for (const message of Object.keys(taught[locale] ?? {})) {
    const sheet = sheets.get(message);
    if (!sheet) throw new Error(`No sheet says ${message}.`);
    read.set(message, await sentencesOf(taught, sheet, locale));
  }
  return read;
}

async function sentencesOf(taught: TaughtWordings, sheet: FactSheet, locale: Locale): Promise<string[]> {
  const texts: string[] = [];
  for (const statement of sheet.statements) {
    const known = knownSentencesOf(taught, sheet.statements, sheet, locale)(statement);
    for (const sentence of known) {
      const write = (): Promise<string> => Promise.resolve(writeDraft([{ statement, sentence }]));
      const { narrative } = await narrateWith({ grade: 'G2', taught, write }, sheet, locale);
      texts.push([narrative.headline, ...narrative.paragraphs].map(plainText).join(''));
    }
  }
  return texts;
}
