import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type NextFunction, type Request, type RequestHandler, type Response, static as serveStatic } from 'express';
import { cacheRule } from './cache-rule.ts';
import { packedFiles } from './packed-files.ts';

/** What is answered by the API and never by the dashboard's page, whatever a browser accepts. */
const API_PATH = /^\/(auth|graphql|ingest|healthz|readyz|metrics)(\/|$)|^\/[a-z]+\/v1(\/|$)/;
const ROOT_ELEMENT = '<fw-root';

export function isPagePath(path: string): boolean {
  return !API_PATH.test(path);
}

/** One nonce a response, for the style elements that Angular adds; scripts come from files only. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    // Tooltips of charts carry their colours as style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The dashboard's files, and its page for every path that is neither a file nor the API's. */
export function dashboardFiles(folder: string): RequestHandler[] {
  const page = pageOf(folder);
  return [
    packedFiles(folder),
    serveStatic(folder, {
      index: false,
      setHeaders: (response: Response, path) => {
        response.setHeader('cache-control', cacheRule(path));
      },
    }),
    (request: Request, response: Response, next: NextFunction) => {
      const wantsPage = request.method === 'GET' || request.method === 'HEAD';
      if (!wantsPage || !isPagePath(request.path) || request.accepts(['json', 'html']) !== 'html') {
        next();
        return;
      }
      const nonce = randomBytes(16).toString('base64');
      response.setHeader('content-security-policy', contentSecurityPolicy(nonce));
      response.setHeader('cache-control', 'no-store');
      response.type('html').send(page().replace(ROOT_ELEMENT, `${ROOT_ELEMENT} ngCspNonce="${nonce}"`));
    },
  ];
}

/**
 * The page as it stands in the folder now: a new build names new files, so an old page would ask for what is gone. While
 * a build is replacing it the last whole one is served.
 */
function pageOf(folder: string): () => string {
  const path = join(folder, 'index.html');
  let page = { stamp: stampOf(path), text: readFileSync(path, 'utf8') };
  if (!page.text.includes(ROOT_ELEMENT)) throw new Error(`${path} is not the dashboard's page: build it again.`);
  return () => {
    const stamp = stampOf(path);
    if (stamp !== page.stamp && stamp !== null) {
      const text = readPage(path);
      if (text !== null) page = { stamp, text };
    }
    return page.text;
  };
}

/** Changes with every write; null while there is no file. */
function stampOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : null;
}

/** Null while the file is gone again or only begun. */
function readPage(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes(ROOT_ELEMENT) && text.includes('</html>') ? text : null;
  } catch {
    return null;
  }
}
