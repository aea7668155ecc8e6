import type {
  LanguageCallFragment,
  LanguageCallState,
  LanguageModelFragment,
  LanguageModelState,
} from '@fabwright/data-access';
import type { Status } from '@fabwright/ui';

export const MODEL_STATUS: Readonly<Record<LanguageModelState, Status>> = {
  UNKNOWN: 'outline',
  STARTING: 'note',
  READY: 'ok',
  FAILED: 'watch',
};

export const CALL_STATUS: Readonly<Record<LanguageCallState, Status>> = {
  WAITING: 'note',
  ASKED: 'note',
  ANSWERED: 'ok',
  FAILED: 'watch',
  LOST: 'watch',
};

/** Where a model runs: the name at its server with the address, or its file with the adapter. */
export function placeOf({ baseUrl, serverModel, file, adapterFile }: LanguageModelFragment): string {
  if (baseUrl !== null && serverModel !== null) return `${serverModel} @ ${baseUrl}`;
  return adapterFile === null ? (file ?? '') : `${file} + ${adapterFile}`;
}

/** How a model words, as a key under `playsAs`; what was never asked may come to do either. */
export function playsKey({ plays, capabilities }: LanguageModelFragment): string {
  return plays ?? (capabilities === null ? 'unknown' : 'none');
}

/** What came of a call, as a key under `calls.outcome`: the verdict where there is one, else the state. */
export function outcomeKey({ verdict, state }: LanguageCallFragment): string {
  return (verdict ?? state).toLowerCase();
}

export function outcomeStatus({ verdict, state }: LanguageCallFragment): Status {
  if (verdict !== null) return verdict === 'PASSED' ? 'ok' : 'watch';
  return CALL_STATUS[state];
}
