import { AST_NODE_TYPES as Ast, ESLintUtils, type TSESLint, type TSESTree } from '@typescript-eslint/utils';

const createRule = ESLintUtils.RuleCreator.withoutDocs;

/** The `Name` of a parameter written `name: Name`; null for primitives, generics' arguments and qualified names. */
function injectedName(parameter: TSESTree.Parameter): TSESTree.Identifier | null {
  if (parameter.decorators.length > 0) return null; // `@Inject(TOKEN)` names its token itself
  const target = parameter.type === Ast.TSParameterProperty ? parameter.parameter : parameter;
  if (target.type !== Ast.Identifier) return null;
  const type = target.typeAnnotation?.typeAnnotation;
  return type?.type === Ast.TSTypeReference && type.typeName.type === Ast.Identifier ? type.typeName : null;
}

function findVariable(scope: TSESLint.Scope.Scope | null, name: string): TSESLint.Scope.Variable | null {
  for (let current = scope; current !== null; current = current.upper) {
    const variable = current.set.get(name);
    if (variable !== undefined) return variable;
  }
  return null;
}

/** True when nothing of that name is left at run time, so that decorator metadata would say `Object`. */
function vanishesAtRunTime(definition: TSESLint.Scope.Definition | undefined): boolean {
  if (definition === undefined) return false;
  const { node, parent } = definition;
  if (node.type === Ast.TSInterfaceDeclaration || node.type === Ast.TSTypeAliasDeclaration) return true;
  const wholeImport = parent?.type === Ast.ImportDeclaration && parent.importKind === 'type';
  return wholeImport || (node.type === Ast.ImportSpecifier && node.importKind === 'type');
}

/**
 * `import type` of an injected class compiles and then fails when Nest starts: the metadata of the constructor
 * holds `Object` in its place.
 */
export const noTypeOnlyInjection = createRule({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      typeOnly:
        "'{{name}}' exists only as a type here, so it can't be injected: import the class itself or use @Inject().",
    },
  },
  create(context) {
    return {
      MethodDefinition(node) {
        if (node.kind !== 'constructor' || node.parent.parent.decorators.length === 0) return;
        for (const parameter of node.value.params) {
          const name = injectedName(parameter);
          if (name === null) continue;
          const variable = findVariable(context.sourceCode.getScope(node), name.name);
          if (vanishesAtRunTime(variable?.defs[0])) {
            context.report({ node: name, messageId: 'typeOnly', data: { name: name.name } });
          }
        }
      },
    };
  },
});
