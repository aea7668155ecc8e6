import { dark, light, print } from './generated/tokens.ts';

export type ColourToken = keyof typeof light;
export type ThemeName = 'light' | 'dark' | 'print';

/** What a chart needs to know of the design: resolved colours and the font. Charts never read CSS. */
export interface ChartTheme {
  readonly name: ThemeName;
  /** Six- or eight-digit hex by token name. */
  readonly colours: Readonly<Record<ColourToken, string>>;
  readonly fontFamily: string;
}

const SCREEN_FONT =
  "'Inter Variable', 'Noto Sans SC Variable', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** Paper is always light; its two fonts are chosen text by text when the SVG is made ready for the PDF. */
const THEMES: Readonly<Record<ThemeName, ChartTheme>> = {
  light: { name: 'light', colours: light, fontFamily: SCREEN_FONT },
  dark: { name: 'dark', colours: dark, fontFamily: SCREEN_FONT },
  print: { name: 'print', colours: print, fontFamily: 'Inter' },
};

export function chartTheme(name: ThemeName): ChartTheme {
  return THEMES[name];
}

/** Categorical series in their fixed order; from the seventh on everything is "other". */
export function seriesToken(index: number): ColourToken {
  const tokens = ['cat-1', 'cat-2', 'cat-3', 'cat-4', 'cat-5', 'cat-6'] as const;
  return tokens[index] ?? 'cat-other';
}

/**
 * Colour of a bin by the slot it got at product set-up: 0 passes, 1 to 6 are the six largest losses,
 * everything else is "other". A slot belongs to the bin for good, whatever is filtered.
 */
export function binToken(slot: number): ColourToken {
  return BIN_TOKENS[slot] ?? 'bin-other';
}

// not made anew for each of 40,000 dies
const BIN_TOKENS = ['bin-pass', 'bin-1', 'bin-2', 'bin-3', 'bin-4', 'bin-5', 'bin-6'] as const;

export const RAMP_STEPS = 9;
export type RampName = 'heat' | 'tide' | 'diff';

const RAMPS: Readonly<Record<RampName, readonly ColourToken[]>> = {
  heat: ['heat-0', 'heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5', 'heat-6', 'heat-7', 'heat-8'],
  tide: ['tide-0', 'tide-1', 'tide-2', 'tide-3', 'tide-4', 'tide-5', 'tide-6', 'tide-7', 'tide-8'],
  diff: ['diff-0', 'diff-1', 'diff-2', 'diff-3', 'diff-4', 'diff-5', 'diff-6', 'diff-7', 'diff-8'],
};

/** The step of a ramp for a position 0 to 1; beyond either end the outermost step. */
export function rampToken(ramp: RampName, position: number): ColourToken {
  const step = Math.max(0, Math.min(RAMP_STEPS - 1, Math.round(position * (RAMP_STEPS - 1))));
  return RAMPS[ramp][step] ?? RAMPS[ramp][0] ?? 'bin-untested';
}

/** All steps of a ramp from low to high, for its legend. */
export function rampTokens(ramp: RampName): readonly ColourToken[] {
  return RAMPS[ramp];
}
