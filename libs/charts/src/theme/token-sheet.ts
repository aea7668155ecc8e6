/** Custom properties of one theme: name without the leading dashes → declared value. */
export type TokenValues = Readonly<Record<string, string>>;

export interface TokenSheet {
  readonly light: TokenValues;
  /** Light with the dark overrides laid over it. */
  readonly dark: TokenValues;
  /** Only what `[data-theme='dark']` declares itself. */
  readonly darkOverrides: TokenValues;
  /** Light with the print overrides laid over it. */
  readonly print: TokenValues;
}

/**
 * Reads the three themes out of the token style sheet.
 * @throws when a block is missing, so that a renamed selector can't silently yield an empty theme.
 */
export function parseTokenSheet(css: string): TokenSheet {
  const text = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const light = declarations(blockOf(text, /^:root\s*\{/m));
  const darkOverrides = declarations(blockOf(text, /^\[data-theme=['"]dark['"]\]\s*\{/m));
  const printOverrides = declarations(blockOf(text, /@media print\s*\{\s*:root\s*\{/));
  return {
    light,
    darkOverrides,
    dark: { ...light, ...darkOverrides },
    print: { ...light, ...printOverrides },
  };
}

function blockOf(text: string, opening: RegExp): string {
  const found = opening.exec(text);
  if (!found) throw new Error(`The token sheet has no block ${opening.source}`);
  const start = found.index + found[0].length;
  return text.slice(start, text.indexOf('}', start));
}

function declarations(block: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name, value] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    if (name && value) values[name] = value.trim().replaceAll(/\s+/g, ' ');
  }
  return values;
}

const HEX = /^#[\da-f]{6}([\da-f]{2})?$/i;

/** The colours of a theme, by token name: what charts and maps may use. */
export function coloursOf(values: TokenValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => HEX.test(value)));
}

/** The TypeScript module with the colours of all themes, as charts import it. */
export function renderThemeModule(sheet: TokenSheet): string {
  const section = (name: string, values: TokenValues): string => {
    const lines = Object.entries(coloursOf(values)).map(([key, value]) => `  '${key}': '${value}',`);
    return `export const ${name} = {\n${lines.join('\n')}\n} as const;\n`;
  };
  const parts = [section('light', sheet.light), section('dark', sheet.dark), section('print', sheet.print)];
  return `// Generated from libs/ui/src/tokens/tokens.css by tools/generate/design-tokens.mjs. Do not edit.\n\n${parts.join('\n')}`;
}

/** The style sheet that gives the dark values to those whose operating system asks for dark and who chose no theme. */
export function renderSystemDark(sheet: TokenSheet): string {
  const lines = Object.entries(sheet.darkOverrides).map(([key, value]) => `    --${key}: ${value};`);
  return [
    '/* Generated from tokens.css by tools/generate/design-tokens.mjs. Do not edit. */',
    '@media screen and (prefers-color-scheme: dark) {',
    '  :root:not([data-theme]) {',
    '    color-scheme: dark;',
    ...lines,
    '  }',
    '}',
    '',
  ].join('\n');
}
