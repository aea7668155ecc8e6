/** Files that the build names after their content. */
const HASHED = /-[A-Za-z0-9_-]{8}\.(js|css|woff2|svg|png)$/;

/** How long browsers keep a file: for ever, where another content has another name. */
export function cacheRule(path: string): string {
  return HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
