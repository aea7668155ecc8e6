import { ESLintUtils } from '@typescript-eslint/utils';

const createRule = ESLintUtils.RuleCreator.withoutDocs;

/** A decorated class (one that Nest or Angular injects into) may not ask for more than `max` things. */
export const maxCtorDeps = createRule<[{ max: number }], 'tooMany'>({
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { max: { type: 'integer', minimum: 1 } }, additionalProperties: false }],
    messages: { tooMany: '{{name}} asks for {{count}} dependencies; {{max}} are allowed. Split the class.' },
    defaultOptions: [{ max: 7 }],
  },
  create(context, [{ max }]) {
    return {
      MethodDefinition(node) {
        if (node.kind !== 'constructor') return;
        const owner = node.parent.parent;
        const count = node.value.params.length;
        if (owner.decorators.length === 0 || count <= max) return;
        context.report({ node, messageId: 'tooMany', data: { name: owner.id?.name ?? 'This class', count, max } });
      },
    };
  },
});
