import { AST_NODE_TYPES as Ast, ESLintUtils, type TSESTree } from '@typescript-eslint/utils';

const createRule = ESLintUtils.RuleCreator.withoutDocs;

const ENTRANCES = new Set([
  'Query',
  'Mutation',
  'Subscription',
  'Get',
  'Post',
  'Put',
  'Patch',
  'Delete',
  'All',
  'Head',
  'Options',
  'Sse',
]);
const ACCESS = new Set(['Allow', 'Public']);

function decoratorName({ expression }: TSESTree.Decorator): string | null {
  const callee = expression.type === Ast.CallExpression ? expression.callee : expression;
  return callee.type === Ast.Identifier ? callee.name : null;
}

function hasAny(decorators: readonly TSESTree.Decorator[], names: ReadonlySet<string>): boolean {
  return decorators.some((decorator) => names.has(decoratorName(decorator) ?? ''));
}

/** Every resolver and route says who may call it: `@Allow(...)` or `@Public()` on the method or on its class. */
export const accessDecorator = createRule({
  meta: {
    type: 'problem',
    schema: [],
    messages: { unguarded: '{{name}} can be called from outside but says not by whom: add @Allow(...) or @Public().' },
  },
  create(context) {
    return {
      MethodDefinition(node) {
        if (!hasAny(node.decorators, ENTRANCES) || hasAny(node.decorators, ACCESS)) return;
        if (hasAny(node.parent.parent.decorators, ACCESS)) return;
        context.report({ node, messageId: 'unguarded', data: { name: context.sourceCode.getText(node.key) } });
      },
    };
  },
});
