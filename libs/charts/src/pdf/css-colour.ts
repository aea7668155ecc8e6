/** A colour as PDF takes it: six-digit hex and an opacity of its own. `hex` is null for "no paint". */
export interface PaperColour {
  readonly hex: string | null;
  readonly opacity: number;
}

/**
 * Reads any colour that a chart may hold: hex of 3, 4, 6, 8 digits, rgb()/rgba() with commas or spaces, hsl()/hsla(),
 * oklch(), `none`, `transparent` and the two names black and white.
 * @returns null when the text is none of these (for instance a gradient reference)
 * @throws Error for var(): a style sheet doesn't exist on paper, so it must be resolved before
 */
export function paperColour(text: string): PaperColour | null {
  const value = text.trim().toLowerCase();
  if (value.startsWith('var(')) throw new Error(`A chart for paper holds the unresolved colour ${text}`);
  const named = NAMED[value];
  if (named) return named;
  if (value.startsWith('#')) return fromHex(value.slice(1));
  const call = /^(rgba?|hsla?|oklch)\(([^)]*)\)$/.exec(value);
  return call ? fromFunction(call[1] ?? '', call[2] ?? '') : null;
}

const NAMED: Readonly<Record<string, PaperColour>> = {
  none: { hex: null, opacity: 1 },
  transparent: { hex: null, opacity: 1 },
  black: { hex: '#000000', opacity: 1 },
  white: { hex: '#ffffff', opacity: 1 },
};

function fromHex(digits: string): PaperColour | null {
  if (!/^([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.test(digits)) return null;
  const long = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const alpha = long.length === 8 ? Number.parseInt(long.slice(6), 16) / 255 : 1;
  return { hex: `#${long.slice(0, 6)}`, opacity: rounded(alpha) };
}

function fromFunction(name: string, body: string): PaperColour {
  const parts = body.split(/[\s,/]+/).filter((part) => part !== '');
  const [a = '0', b = '0', c = '0', alpha = '1'] = parts;
  const opacity = rounded(Math.max(0, Math.min(1, share(alpha, 1))));
  if (name.startsWith('rgb')) return { hex: hexOf([a, b, c].map((part) => share(part, 255) / 255)), opacity };
  if (name.startsWith('hsl')) return { hex: hexOf(hslToRgb(Number.parseFloat(a), share(b, 1), share(c, 1))), opacity };
  return { hex: hexOf(oklchToRgb(share(a, 1), share(b, 0.4), Number.parseFloat(c))), opacity };
}

/** A number, or a percentage of `whole`. */
function share(text: string, whole: number): number {
  const value = Number.parseFloat(text);
  return text.endsWith('%') ? (value / 100) * whole : value;
}

/** CSS Color 4, "HSL to sRGB". */
function hslToRgb(hue: number, saturation: number, lightness: number): number[] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const k = (offset + (((hue % 360) + 360) % 360) / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  });
}

/** OKLCH to sRGB (Ottosson 2020); what the screen couldn't show is clipped. */
function oklchToRgb(lightness: number, chroma: number, hue: number): number[] {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((linear) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
}

function hexOf(channels: readonly number[]): string {
  return `#${channels
    .map((c) =>
      Math.round(Math.max(0, Math.min(1, c)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
