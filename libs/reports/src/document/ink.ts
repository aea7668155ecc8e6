/** The light theme's ink, slightly heavier for paper (DESIGN §10). A PDF is light always. */
export const INK = '#12161c';
export const INK_BODY = '#434c59';
export const INK_CAPTION = '#505a67';
export const HAIRLINE = '#cfd5dc';
export const ACCENT = '#1c58c7';
export const SUNKEN = '#f0f2f5';

/** Type sizes in points. Notes never go below 6.75. */
export const TYPE = { headline: 19, section: 13, body: 9.4, value: 17, caption: 7.6, note: 6.75 } as const;
