import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AST_NODE_TYPES as Ast, ESLintUtils, type TSESTree } from '@typescript-eslint/utils';

const createRule = ESLintUtils.RuleCreator.withoutDocs;

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifests = new Map<string, Manifest | null>();

/** The nearest package.json at or above `folder`; null outside every package. */
function nearestManifest(folder: string): Manifest | null {
  const known = manifests.get(folder);
  if (known !== undefined) return known;
  const file = join(folder, 'package.json');
  const parent = dirname(folder);
  const found = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest)
    : parent === folder
      ? null
      : nearestManifest(parent);
  manifests.set(folder, found);
  return found;
}

/** The library in `from '@fabwright/facts/embedded'`; null for anything that is not one of ours. */
function libraryOf(source: TSESTree.Node): string | null {
  if (source.type !== Ast.Literal || typeof source.value !== 'string') return null;
  return source.value.startsWith('@fabwright/') ? source.value.split('/').slice(0, 2).join('/') : null;
}

/**
 * A library may import only the libraries that its package.json names: that list is the graph people read and
 * review. Names in `allow` need no declaration (specs use the testing library everywhere).
 */
export const declaredLibraries = createRule<[{ allow: string[] }], 'undeclared' | 'itself'>({
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: { allow: { type: 'array', items: { type: 'string' } } },
        additionalProperties: false,
      },
    ],
    messages: {
      undeclared: '{{owner}} does not name {{library}} in its package.json: name it there (no cycle) or do without.',
      itself: '{{owner}} imports itself by name: use a relative path inside a library.',
    },
    defaultOptions: [{ allow: [] }],
  },
  create(context, [{ allow }]) {
    const manifest = nearestManifest(dirname(context.filename));
    const owner = manifest?.name ?? '';
    function check(source: TSESTree.Node | null): void {
      const library = source === null ? null : libraryOf(source);
      if (source === null || library === null || !owner.startsWith('@fabwright/')) return;
      if (library === owner) context.report({ node: source, messageId: 'itself', data: { owner } });
      else if (!allow.includes(library) && manifest?.dependencies?.[library] === undefined) {
        context.report({ node: source, messageId: 'undeclared', data: { owner, library } });
      }
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
    };
  },
});
