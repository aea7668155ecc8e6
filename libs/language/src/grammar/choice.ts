const HAN_CHARACTER = /^\p{Script=Han}$/u;

/** A text as GBNF writes it. */
export function literal(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * One of some texts. llama.cpp keeps a stack for each way to go on and tries them all on each word that the model could
 * say; so what begins alike is written once ("f" ("ell" | "inal" " yield"?)), and words of one Han character are a class.
 */
export function choice(texts: readonly string[]): string {
  const single = new Set(texts.filter((text) => HAN_CHARACTER.test(text)));
  const others = [...new Set(texts)].filter((text) => !single.has(text));
  return [...(single.size === 0 ? [] : [`[${[...single].join('')}]`]), ...branches(others)].join(' | ');
}

/** A branch for each first character. */
function branches(texts: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const text of texts) {
    const [first = ''] = text;
    groups.set(first, [...(groups.get(first) ?? []), text]);
  }
  return [...groups.values()].map(branch);
}

/** Texts that begin alike: their common beginning, then one of what is left of them, if anything is. */
function branch(texts: readonly string[]): string {
  const shared = texts.reduce(commonBeginning);
  const rests = texts.map((text) => text.slice(shared.length)).filter((rest) => rest !== '');
  if (rests.length === 0) return literal(shared);
  return `${literal(shared)} (${branches(rests).join(' | ')})${rests.length < texts.length ? '?' : ''}`;
}

function commonBeginning(one: string, other: string): string {
  const [a, b] = [[...one], [...other]];
  const differs = a.findIndex((character, at) => character !== b[at]);
  return differs === -1 ? one : a.slice(0, differs).join('');
}
