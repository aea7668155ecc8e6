import { DomainError } from '../errors/index.ts';
import { Forbidden, InvalidInput, NotFound } from './result-types.ts';

type FailureType = typeof NotFound | typeof Forbidden | typeof InvalidInput;

/**
 * Runs a service call and turns a failure into the member of the result union that `members` names for it.
 * Others go on as errors. `detail.field` and `detail.reason` of an INVALID_INPUT become its issue.
 *
 * @example return toResult([NotFound, InvalidInput], async () => new PersonChanged(await this.people.…))
 */
export async function toResult<T, const M extends readonly FailureType[]>(
  members: M,
  call: () => Promise<T>,
): Promise<T | InstanceType<M[number]>> {
  try {
    return await call();
  } catch (error) {
    const member = error instanceof DomainError ? memberOf(error) : undefined;
    if (member && members.some((type) => member instanceof type)) return member as InstanceType<M[number]>;
    throw error;
  }
}

function memberOf(error: DomainError): InstanceType<FailureType> | undefined {
  if (error.code === 'NOT_FOUND') return new NotFound(error.message);
  if (error.code === 'FORBIDDEN') return new Forbidden(error.message);
  if (error.code !== 'INVALID_INPUT') return undefined;
  const { field, reason } = error.detail;
  return InvalidInput.of(asText(field, ''), asText(reason, 'invalid'), error.message);
}

const asText = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
