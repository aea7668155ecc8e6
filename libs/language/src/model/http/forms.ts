import { jsonGrammar } from '../json-grammar.ts';
import type { AnswerForm } from '../language-model.ts';

type Fields = Readonly<Record<string, unknown>>;
type JsonSchema = Readonly<Record<string, unknown>>;

/** The ways in which servers take a grammar, by the field that carries it. */
export const GRAMMAR_DIALECTS = {
  /** llama-server and llama-cpp-python. */
  grammar: (gbnf: string): Fields => ({ grammar: gbnf }),
  /** vLLM; its engine reads GBNF. */
  structured: (gbnf: string): Fields => ({ structured_outputs: { grammar: gbnf } }),
  /** vLLM before it was called that. */
  guided: (gbnf: string): Fields => ({ guided_grammar: gbnf }),
  /** SGLang. */
  ebnf: (gbnf: string): Fields => ({ ebnf: gbnf }),
} as const;

/** The ways in which servers take a JSON schema. */
export const JSON_DIALECTS = {
  /** OpenAI's, and with it vLLM, SGLang, llama-server and Ollama. */
  schema: (schema: JsonSchema): Fields => ({
    response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
  }),
  /** llama-cpp-python. */
  object: (schema: JsonSchema): Fields => ({ response_format: { type: 'json_object', schema } }),
  /** vLLM before it took OpenAI's. */
  guided: (schema: JsonSchema): Fields => ({ guided_json: schema }),
} as const;

export type GrammarDialect = keyof typeof GRAMMAR_DIALECTS;
export type JsonDialect = keyof typeof JSON_DIALECTS;

/** The dialects that a server was seen to obey; null where it obeyed none. */
export interface Dialects {
  readonly grammar: GrammarDialect | null;
  readonly json: JsonDialect | null;
}

export interface FormFields {
  readonly fields: Fields;
  readonly held: boolean;
  /** Words to add to the question where the server can only be asked for the form. */
  readonly plea: string | null;
}

const NOTHING: FormFields = { fields: {}, held: false, plea: null };

/**
 * What a form adds to the body of a question. Throws ModelFailure `refused` for a schema that can't be satisfied, where
 * the server takes grammars only.
 */
export function formFields(form: AnswerForm, dialects: Dialects): FormFields {
  switch (form.kind) {
    case 'text':
      return { ...NOTHING, held: true };
    case 'grammar':
      return dialects.grammar === null ? NOTHING : held(GRAMMAR_DIALECTS[dialects.grammar](form.gbnf));
    case 'json':
      return jsonFields(form.schema, dialects);
  }
}

function jsonFields(schema: JsonSchema, { grammar, json }: Dialects): FormFields {
  if (json !== null) return held(JSON_DIALECTS[json](schema));
  if (grammar !== null) {
    const { gbnf, exact } = jsonGrammar(schema);
    return { fields: GRAMMAR_DIALECTS[grammar](gbnf), held: exact, plea: null };
  }
  return { ...NOTHING, plea: `Answer with JSON only, no other words, for this schema:\n${JSON.stringify(schema)}` };
}

function held(fields: Fields): FormFields {
  return { fields, held: true, plea: null };
}
