const TOKEN = /\(|\)|[A-Za-z0-9.+-]+/g;

/**
 * True when an SPDX expression can be met with the `allowed` licences alone: with AND each part must be, with OR one.
 * AND binds closer than OR. Throws for an expression that it can't read.
 */
export function isMet(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(TOKEN) ?? [];
  let position = 0;

  function either(): boolean {
    let met = both();
    while (tokens[position] === 'OR') {
      position += 1;
      met = both() || met;
    }
    return met;
  }

  function both(): boolean {
    let met = one();
    while (tokens[position] === 'AND') {
      position += 1;
      met = one() && met;
    }
    return met;
  }

  function one(): boolean {
    const token = tokens[position];
    position += 1;
    if (token !== '(') return token !== undefined && allowed.has(token);
    const met = either();
    if (tokens[position] !== ')') throw new Error(`"${expression}" lacks a closing bracket.`);
    position += 1;
    return met;
  }

  const met = either();
  if (position < tokens.length) throw new Error(`"${expression}" is no licence expression.`);
  return met;
}
