import { ModelFailure } from './language-model.ts';

/** A grammar for a JSON schema, and whether it admits nothing that the schema refuses. */
export interface JsonGrammar {
  readonly gbnf: string;
  readonly exact: boolean;
}

type Schema = Readonly<Record<string, unknown>>;

/** What a grammar has no words for; the answer is checked against the schema by whoever asked. */
const LOOSENED = [
  'pattern',
  'format',
  'multipleOf',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'uniqueItems',
  'contains',
  'not',
  'if',
  'prefixItems',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
];
/** A longer range of whole numbers is not spelt out. */
const MOST_SPELT_OUT = 256;
/** llama.cpp refuses grammars with larger repetitions. */
const MOST_REPEATED = 1000;

const SHARED = [
  'hex ::= [0-9a-fA-F]',
  // All of Unicode but what JSON must escape; said as ranges, because "not these" also admits what is no character.
  'char ::= [ !#-\\[\\]-~\\u00A0-\\uD7FF\\uE000-\\uFFFD\u{10000}-\u{10FFFF}] | "\\\\" (["\\\\/bfnrt] | "u" hex hex hex hex)',
  'string ::= "\\"" char* "\\""',
  'integer ::= "-"? ("0" | [1-9] [0-9]{0,15})',
  'number ::= integer ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})?',
  'boolean ::= "true" | "false"',
  'null ::= "null"',
  'comma ::= "," " "?',
  'colon ::= ":" " "?',
  'array ::= "[" (value (comma value)*)? "]"',
  'object ::= "{" (string colon value (comma string colon value)*)? "}"',
  'value ::= object | array | string | number | boolean | null',
];

/**
 * GBNF for the answers that a JSON schema admits: types, enum and const, objects with required and optional properties
 * in the order of the schema, arrays and strings with their lengths, small ranges of integers, anyOf and oneOf,
 * references into `$defs`. Throws ModelFailure `refused` for a schema that nothing can satisfy or that is no schema.
 */
export function jsonGrammar(schema: Schema): JsonGrammar {
  return new GrammarWriter(schema).write();
}

class GrammarWriter {
  readonly #root: Schema;
  readonly #rules: string[] = [];
  readonly #references = new Map<string, string>();
  #exact = true;

  constructor(root: Schema) {
    this.#root = root;
  }

  write(): JsonGrammar {
    const root = this.#expression(this.#root);
    return { gbnf: [`root ::= ${root}`, ...this.#rules, ...SHARED, ''].join('\n'), exact: this.#exact };
  }

  #expression(schema: unknown): string {
    if (schema === true) return 'value';
    if (!isSchema(schema)) throw unfit('A part of the schema is no schema.');
    if (LOOSENED.some((word) => word in schema)) this.#exact = false;
    if (typeof schema['$ref'] === 'string') return this.#reference(schema['$ref']);
    if ('const' in schema) return literal(schema['const']);
    if (Array.isArray(schema['enum'])) return choice(schema['enum'].map(literal));
    const branches = schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'];
    if (Array.isArray(branches)) return this.#branches(schema, branches);
    return this.#typed(schema);
  }

  #branches(schema: Schema, branches: readonly unknown[]): string {
    // All of several, one and not the others, or beside other words: a grammar can't say it, a wider one can.
    const beside = ['properties', 'type', 'items'].some((word) => word in schema);
    if ('oneOf' in schema || beside || ('allOf' in schema && branches.length > 1)) this.#exact = false;
    const shown = 'allOf' in schema ? branches.slice(0, 1) : branches;
    return choice(shown.map((branch) => this.#expression(branch)));
  }

  #typed(schema: Schema): string {
    const types = typesOf(schema);
    if (types.length === 0) return 'value';
    return choice(types.map((type) => this.#ofType(type, schema)));
  }

  #ofType(type: unknown, schema: Schema): string {
    switch (type) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return this.#array(schema);
      case 'string':
        return this.#string(schema);
      case 'integer':
        return this.#integer(schema);
      case 'number':
        if ('minimum' in schema || 'maximum' in schema) this.#exact = false;
        return 'number';
      case 'boolean':
      case 'null':
        return type;
      default:
        throw unfit('The schema names a type that JSON does not have.');
    }
  }

  #object(schema: Schema): string {
    const properties = isSchema(schema['properties']) ? schema['properties'] : {};
    const required = new Set(
      Array.isArray(schema['required']) ? schema['required'].filter((name) => isText(name)) : [],
    );
    const names = [...new Set([...Object.keys(properties), ...required])];
    if (names.length === 0) return this.#freeObject(schema);
    const pairs = names.map((name) => `${literal(name)} colon ${this.#expression(properties[name] ?? true)}`);
    const rule = this.#newName('object');
    // Rule i-first and i-next hold what may stand from property i on; "next" after a property that was said.
    names.forEach((name, at) => {
      const pair = pairs[at] ?? '';
      const after = at + 1 < names.length ? ` ${rule}-${at + 1}-next` : '';
      const skip = (place: string): string =>
        required.has(name) ? '' : ` | ${at + 1 < names.length ? `${rule}-${at + 1}-${place}` : '""'}`;
      this.#rules.push(`${rule}-${at}-first ::= ${pair}${after}${skip('first')}`);
      if (at > 0) this.#rules.push(`${rule}-${at}-next ::= comma ${pair}${after}${skip('next')}`);
    });
    this.#rules.push(`${rule} ::= "{" ${rule}-0-first "}"`);
    return rule;
  }

  #freeObject(schema: Schema): string {
    const values = schema['additionalProperties'];
    if (values === false) return '"{}"';
    if (values === undefined || values === true) return 'object';
    const value = this.#expression(values);
    return this.#rule('object', `"{" (string colon ${value} (comma string colon ${value})*)? "}"`);
  }

  #array(schema: Schema): string {
    const least = count(schema['minItems']) ?? 0;
    const most = count(schema['maxItems']);
    if (most === 0) return '"[]"';
    const item = this.#rule('item', this.#expression(schema['items'] ?? true));
    const more = this.#times(`(comma ${item})`, Math.max(0, least - 1), most === null ? null : most - 1);
    const items = `${item} ${more}`;
    return this.#rule('array', least === 0 ? `"[" (${items})? "]"` : `"[" ${items} "]"`);
  }

  #string(schema: Schema): string {
    if (!('minLength' in schema) && !('maxLength' in schema)) return 'string';
    return `"\\"" ${this.#times('char', count(schema['minLength']) ?? 0, count(schema['maxLength']))} "\\""`;
  }

  #integer(schema: Schema): string {
    const [least, most] = [schema['minimum'], schema['maximum']];
    if (least === undefined && most === undefined) return 'integer';
    if (isWhole(least) && isWhole(most) && most >= least && most - least < MOST_SPELT_OUT) {
      return choice(Array.from({ length: most - least + 1 }, (_, at) => literal(least + at)));
    }
    this.#exact = false;
    return 'integer';
  }

  #times(part: string, least: number, most: number | null): string {
    if (least > MOST_REPEATED || (most ?? 0) > MOST_REPEATED) {
      this.#exact = false;
      return `${part}*`;
    }
    return `${part}{${least},${most ?? ''}}`;
  }

  #reference(path: string): string {
    const known = this.#references.get(path);
    if (known !== undefined) return known;
    const target = path.startsWith('#') ? followed(this.#root, path) : undefined;
    if (target === undefined) throw unfit('The schema refers to a part that it does not have.');
    const name = this.#newName('part');
    // Known before it is written: a part may hold itself.
    this.#references.set(path, name);
    this.#rules.push(`${name} ::= ${this.#expression(target)}`);
    return name;
  }

  #rule(kind: string, expression: string): string {
    const name = this.#newName(kind);
    this.#rules.push(`${name} ::= ${expression}`);
    return name;
  }

  #named = 0;
  #newName(kind: string): string {
    this.#named += 1;
    return `${kind}-${this.#named}`;
  }
}

function typesOf(schema: Schema): unknown[] {
  const type = schema['type'];
  if (Array.isArray(type)) return type;
  if (type !== undefined) return [type];
  if ('properties' in schema || 'required' in schema) return ['object'];
  return 'items' in schema ? ['array'] : [];
}

function followed(root: Schema, path: string): unknown {
  let part: unknown = root;
  for (const step of path.split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    part = isSchema(part) && Object.hasOwn(part, name) ? part[name] : undefined;
  }
  return part;
}

function literal(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

function choice(expressions: readonly string[]): string {
  if (expressions.length === 0) throw unfit('The schema admits nothing.');
  return expressions.length === 1 ? (expressions[0] ?? '') : `(${expressions.join(' | ')})`;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

function count(value: unknown): number | null {
  return isWhole(value) && value >= 0 ? value : null;
}

function unfit(message: string): ModelFailure {
  return new ModelFailure('refused', message);
}
