/** A small reader of GBNF for specs: says what a grammar admits, and draws texts from it. */
type Node =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

const TOKEN = /\[[^\]]+\]|"(?:[^"\\]|\\.)*"|[a-z][a-z0-9-]*|\{\d+,\d+\}|[()|?*+]/g;

export class Gbnf {
  readonly #rules = new Map<string, Node>();
  #text = '';
  readonly #found = new Map<string, ReadonlySet<number>>();

  constructor(grammar: string) {
    for (const line of grammar.split('\n').filter((text) => text !== '')) {
      const [name = '', body = ''] = line.split(/ ::= (.*)/s);
      const reader = new TokenReader(body.match(TOKEN) ?? []);
      this.#rules.set(name, reader.choice());
      if (!reader.isAtEnd) throw new SyntaxError(`Rule ${name} goes on after its end.`);
    }
  }

  /** Whether the whole text can be derived from `root`. */
  admits(text: string): boolean {
    return this.#match({ kind: 'rule', name: 'root' }, text, new Set([0])).has(text.length);
  }

  /** A text drawn from the grammar: each choice with the same chance, repetitions ending with a chance of 1 in 9. */
  draw(random: () => number): string {
    return this.#draw({ kind: 'rule', name: 'root' }, random);
  }

  /** All literals of a rule, to draw single words from. */
  literals(name: string): string[] {
    const collect = (node: Node): string[] => {
      if (node.kind === 'literal') return [node.text];
      if (node.kind === 'rule') return this.literals(node.name);
      return node.kind === 'choice' || node.kind === 'sequence' ? node.parts.flatMap(collect) : [];
    };
    return collect(this.#rule(name));
  }

  #rule(name: string): Node {
    const node = this.#rules.get(name);
    if (!node) throw new SyntaxError(`The grammar has no rule ${name}.`);
    return node;
  }

  #match(node: Node, text: string, starts: ReadonlySet<number>): Set<number> {
    switch (node.kind) {
      case 'literal':
        return new Set([...starts].filter((at) => text.startsWith(node.text, at)).map((at) => at + node.text.length));
      case 'rule':
        return new Set([...starts].flatMap((start) => [...this.#matchRule(node.name, text, start)]));
      case 'sequence':
        return node.parts.reduce((ends, part) => this.#match(part, text, ends), new Set(starts));
      case 'choice':
        return new Set(node.parts.flatMap((part) => [...this.#match(part, text, starts)]));
      case 'repeat':
        return this.#matchRepeat(node, text, starts);
    }
  }

  /** Many ways lead to the same rule at the same place: what it matches from there is found once. */
  #matchRule(name: string, text: string, start: number): ReadonlySet<number> {
    if (text !== this.#text) this.#found.clear();
    this.#text = text;
    const key = `${name} ${start}`;
    const known = this.#found.get(key) ?? this.#match(this.#rule(name), text, new Set([start]));
    this.#found.set(key, known);
    return known;
  }

  #matchRepeat(node: Extract<Node, { kind: 'repeat' }>, text: string, starts: ReadonlySet<number>): Set<number> {
    const ends = new Set<number>(node.least === 0 ? starts : []);
    let reached = new Set(starts);
    for (let count = 1; count <= node.most && reached.size > 0; count += 1) {
      reached = this.#match(node.part, text, reached);
      if (count >= node.least) for (const end of reached) ends.add(end);
    }
    return ends;
  }

  #draw(node: Node, random: () => number): string {
    switch (node.kind) {
      case 'literal':
        return node.text;
      case 'rule':
        return this.#draw(this.#rule(node.name), random);
      case 'sequence':
        return node.parts.map((part) => this.#draw(part, random)).join('');
      case 'choice':
        return node.parts
          .slice(Math.floor(random() * node.parts.length))
          .slice(0, 1)
          .map((part) => this.#draw(part, random))
          .join('');
      case 'repeat': {
        let text = '';
        for (let count = 0; count < node.most && (count < node.least || random() > 1 / 9); count += 1) {
          text += this.#draw(node.part, random);
        }
        return text;
      }
    }
  }
}

class TokenReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  choice(): Node {
    const parts = [this.#sequence()];
    while (this.#tokens[this.#at] === '|') {
      this.#at += 1;
      parts.push(this.#sequence());
    }
    return { kind: 'choice', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (!this.isAtEnd && ![')', '|'].includes(this.#tokens[this.#at] ?? ''))
      parts.push(this.#repeated(this.#single()));
    return { kind: 'sequence', parts };
  }

  #single(): Node {
    const token = this.#tokens[this.#at] ?? '';
    this.#at += 1;
    // A class of plain characters, without ranges: one of them.
    if (token.startsWith('[')) {
      return { kind: 'choice', parts: [...token.slice(1, -1)].map((text) => ({ kind: 'literal', text })) };
    }
    if (token.startsWith('"')) return { kind: 'literal', text: JSON.parse(token) as string };
    if (token !== '(') return { kind: 'rule', name: token };
    const inner = this.choice();
    if (this.#tokens[this.#at] !== ')') throw new SyntaxError('A bracket is not closed.');
    this.#at += 1;
    return inner;
  }

  #repeated(part: Node): Node {
    const bounds = boundsOf(this.#tokens[this.#at] ?? '');
    if (!bounds) return part;
    this.#at += 1;
    return { kind: 'repeat', part, least: bounds[0], most: bounds[1] };
  }
}

function boundsOf(token: string): readonly [least: number, most: number] | null {
  const simple = { '?': [0, 1], '*': [0, 99], '+': [1, 99] } as const;
  if (token === '?' || token === '*' || token === '+') return simple[token];
  const counted = /^\{(\d+),(\d+)\}$/.exec(token);
  return counted ? [Number(counted[1]), Number(counted[2])] : null;
}
