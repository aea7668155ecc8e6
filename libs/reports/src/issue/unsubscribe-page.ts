import type { Locale } from '@fabwright/facts';
import type { LinkedRecipient } from './issue.repository.ts';
import { ISSUE_WORDS } from './issue-words.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/22px system-ui, 'Noto Sans SC', sans-serif; }
body { display: grid; min-height: 90vh; margin: 0; padding: 16px; place-items: center; }
main { max-width: 46ch; }
h1 { font-size: 20px; line-height: 28px; }
button { min-height: 36px; padding: 0 16px; font: inherit; cursor: pointer; }
`;

/**
 * The page by which somebody unsubscribes without signing in: a question with one button, or that it is done. `nonce`
 * lets its style in. Names in it are data.
 */
export function unsubscribePage(linked: LinkedRecipient | null, nonce: string): string {
  const locale: Locale = linked?.language ?? 'en';
  const body = linked === null ? unknown() : linked.unsubscribed ? done(linked) : question(linked);
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(ISSUE_WORDS[locale].page.title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

function question({ language, scheduleName }: LinkedRecipient): string {
  const { page } = ISSUE_WORDS[language];
  return `<h1>${escaped(page.question(scheduleName))}</h1>
<form method="post"><button type="submit">${escaped(page.button)}</button></form>`;
}

function done({ language, scheduleName }: LinkedRecipient): string {
  const { page } = ISSUE_WORDS[language];
  return `<h1>${escaped(page.done(scheduleName))}</h1><p>${escaped(page.again)}</p>`;
}

/** Whose language nobody knows: both. */
function unknown(): string {
  const [en, zh] = [ISSUE_WORDS.en.page.unknown, ISSUE_WORDS['zh-CN'].page.unknown];
  return `<h1>${escaped(en)}</h1><p lang="zh-CN">${escaped(zh)}</p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
