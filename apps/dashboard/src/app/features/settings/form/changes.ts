import { inject, Injectable } from '@angular/core';
import { CombinedGraphQLErrors, type OperationVariables, type TypedDocumentNode } from '@apollo/client';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { outcomeOf, type Outcome, type Success } from './outcome.ts';

/** Sends changes and says what came of them; never throws. */
@Injectable({ providedIn: 'root' })
export class Changes {
  private readonly apollo = inject(Apollo);
  private readonly say = injectSay('settings');

  /**
   * @param pick the mutation's result union
   * @param fields arguments that the form shows: their issues come back by name
   */
  async send<Data, Variables extends OperationVariables, Result extends { readonly __typename: string }>(
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    pick: (data: Data) => Result,
    fields: readonly string[] = [],
  ): Promise<Outcome<Success<Result>>> {
    try {
      const { data } = await firstValueFrom(this.apollo.mutate<Data, Variables>({ mutation, variables }));
      return data ? outcomeOf(pick(data as Data), fields, this.say) : this.failed('problem.failed');
    } catch (error) {
      return this.failed(reasonOf(error));
    }
  }

  private failed(key: string): { ok: false; problem: { issues: Record<string, string>; message: string } } {
    return { ok: false, problem: { issues: {}, message: this.say(key) } };
  }
}

function reasonOf(error: unknown): string {
  if (!CombinedGraphQLErrors.is(error)) return 'problem.unreachable';
  return error.errors.some(({ extensions }) => extensions?.['code'] === 'FORBIDDEN')
    ? 'problem.forbidden'
    : 'problem.failed';
}
