import { computed, inject } from '@angular/core';
import {
  queryResource,
  type ExperimentFragment,
  type LegInput,
  type SplitExperimentQuery,
} from '@fabwright/data-access';
import {
  ChangeExperimentDocument,
  DeleteExperimentDocument,
  KeepExperimentDocument,
  SplitExperimentDocument,
  SplitExperimentsDocument,
} from '@fabwright/data-access/documents/compare';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import type { NameAndRoles } from '../../core/sharing/ask-name-and-roles.ts';

export type OpenExperiment = Extract<SplitExperimentQuery['splitExperiment'], { __typename: 'SplitExperiment' }>;

/** What came of a change: the experiment, or a sentence that says why not (null: the server could not be reached). */
export type ExperimentOutcome =
  | { readonly experiment: ExperimentFragment }
  | { readonly refused: string | null }
  | { readonly gone: true };

/** The kept lists of split experiments, and the one that the link names. Call it in an injection context. */
export function injectExperiments(opened: () => string | null, asked: () => boolean) {
  const apollo = inject(Apollo);
  const list = queryResource(SplitExperimentsDocument, () => (asked() ? {} : undefined));
  const one = queryResource(SplitExperimentDocument, () => {
    const experimentId = opened();
    return experimentId === null ? undefined : { experimentId };
  });
  const answer = computed(() => (opened() !== null && one.hasValue() ? one.value().splitExperiment : null));
  const changed = async (work: () => Promise<ExperimentOutcome>): Promise<ExperimentOutcome> => {
    const outcome = await work().catch((): ExperimentOutcome => ({ refused: null }));
    await apollo.client.refetchQueries({ include: [SplitExperimentsDocument] }).catch(() => []);
    return outcome;
  };
  return {
    all: computed(() => (list.hasValue() ? list.value().splitExperiments : [])),
    open: computed<OpenExperiment | null>(() => {
      const found = answer();
      return found?.__typename === 'SplitExperiment' ? found : null;
    }),
    /** Why the link's experiment can't be opened. */
    refusal: computed(() => {
      const found = answer();
      return found?.__typename === 'NotFound' ? found.message : null;
    }),
    error: computed(() => one.error()),
    reload: (): void => {
      list.reload();
      one.reload();
    },
    keep: ({ name, sharedWith }: NameAndRoles, legs: readonly LegInput[]): Promise<ExperimentOutcome> =>
      changed(async () => {
        const variables = { name, sharedWith: [...sharedWith], legs: [...legs] };
        const { data } = await firstValueFrom(apollo.mutate({ mutation: KeepExperimentDocument, variables }));
        return outcomeOf(data?.keepExperiment);
      }),
    change: (experimentId: string, { name, sharedWith }: NameAndRoles): Promise<ExperimentOutcome> =>
      changed(async () => {
        const variables = { experimentId, name, sharedWith: [...sharedWith] };
        const { data } = await firstValueFrom(apollo.mutate({ mutation: ChangeExperimentDocument, variables }));
        return outcomeOf(data?.changeExperiment);
      }),
    remove: (experimentId: string): Promise<ExperimentOutcome> =>
      changed(async () => {
        const variables = { experimentId };
        const { data } = await firstValueFrom(apollo.mutate({ mutation: DeleteExperimentDocument, variables }));
        const gone = data?.deleteExperiment;
        return gone?.__typename === 'NotFound' ? { refused: gone.message } : { gone: true };
      }),
  };
}

type Answer = ({ __typename: 'SplitExperiment' } & ExperimentFragment) | { __typename: string; message: string };

function outcomeOf(answer: Answer | undefined): ExperimentOutcome {
  if (!answer) return { refused: null };
  return 'message' in answer ? { refused: answer.message } : { experiment: answer };
}
