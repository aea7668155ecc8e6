import { createRequire } from 'node:module';
import path from 'node:path';

/** pdfmake knows four cuts of a family; bold here is 600, as in the visual language. Chinese has no italics. */
interface FontCuts {
  readonly normal: string;
  readonly bold: string;
  readonly italics: string;
  readonly bolditalics: string;
}

const require = createRequire(import.meta.url);

function packageFolder(name: string): string {
  return path.dirname(require.resolve(`${name}/package.json`));
}

const inter = packageFolder('@expo-google-fonts/inter');
const notoSansSc = packageFolder('@expo-google-fonts/noto-sans-sc');

function upright(folder: string, family: string): FontCuts {
  const regular = path.join(folder, '400Regular', `${family}_400Regular.ttf`);
  const semiBold = path.join(folder, '600SemiBold', `${family}_600SemiBold.ttf`);
  return { normal: regular, bold: semiBold, italics: regular, bolditalics: semiBold };
}

export const LATIN_FONT = 'Inter';
export const CHINESE_FONT = 'NotoSC';

export const reportFonts = {
  [LATIN_FONT]: upright(inter, 'Inter'),
  [CHINESE_FONT]: upright(notoSansSc, 'NotoSansSC'),
} as const satisfies Readonly<Record<string, FontCuts>>;

/** Of these the renderer uses a copy with figures of one width; the Chinese font's figures are never set. */
export const LATIN_FILES = { regular: reportFonts[LATIN_FONT].normal, semiBold: reportFonts[LATIN_FONT].bold } as const;

/** The only files a document may read: pdfmake is refused everything else, and every URL. */
export function isReportFont(file: string): boolean {
  const resolved = path.resolve(file);
  return resolved.startsWith(inter + path.sep) || resolved.startsWith(notoSansSc + path.sep);
}
