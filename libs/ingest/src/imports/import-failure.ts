import { ExpansionLimitError, KlarfError, StdfError, SubstrateMapError } from '@fabwright/formats';
import { DomainError } from '@fabwright/platform';
import { failureKind } from '../pipeline/failure-kind.ts';
import type { ImportFailure } from './file-import.ts';
import { GzDamagedError } from './unpack-file.ts';

/** The file is readable, but what it says can't be taken as facts. */
export class FileRefusedError extends Error {
  override readonly name = 'FileRefusedError';

  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
    readonly record: string | null = null,
    readonly byteOffset: number | null = null,
  ) {
    super(message);
  }
}

/** The worker shuts down in the middle of a file. */
export class ImportInterruptedError extends Error {
  override readonly name = 'ImportInterruptedError';
}

const UNPACK_REMEDY = 'Copy the file again from where it was made; check it with "gzip -t".';

/**
 * What a person is told about a failed import: file, byte offset, record, remedy.
 * Null when the trouble is not the file's (database, disk, shutdown): then the import runs again.
 */
export function importFailureOf(error: unknown, fileName: string): ImportFailure | null {
  if (isReaderError(error)) {
    const { code, message, byteOffset, record, remedy } = error;
    return { code, message, byteOffset, record, remedy };
  }
  if (error instanceof FileRefusedError) {
    const { code, message, byteOffset, record, remedy } = error;
    return { code, message: `${fileName}: ${message} Nothing of it was imported.`, byteOffset, record, remedy };
  }
  if (error instanceof ExpansionLimitError) {
    const remedy = 'Unpack it by hand and look at it; raise FAB_MAX_IMPORT_BYTES if it is a real file.';
    return {
      code: error.code,
      message: `${fileName}: ${error.message}`,
      byteOffset: error.bytesOut,
      record: null,
      remedy,
    };
  }
  if (error instanceof GzDamagedError) {
    const message = `${fileName}: ${error.message}. Nothing of it was imported.`;
    return { code: 'gz-damaged', message, byteOffset: null, record: null, remedy: UNPACK_REMEDY };
  }
  if (error instanceof DomainError && error.code === 'NOT_FOUND') {
    const message = `${fileName}: its bytes are not kept any more. Nothing of it was imported.`;
    return { code: 'file-missing', message, byteOffset: null, record: null, remedy: 'Send the file again.' };
  }
  if (error instanceof ImportInterruptedError || failureKind(error) === 'transient') return null;
  return defect(error, fileName);
}

/** What readers throw names file and place itself. */
function isReaderError(error: unknown): error is StdfError | KlarfError | SubstrateMapError {
  return error instanceof StdfError || error instanceof KlarfError || error instanceof SubstrateMapError;
}

function defect(error: unknown, fileName: string): ImportFailure {
  const said = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `${fileName}: the import broke off: ${said}. Nothing of it was imported.`,
    byteOffset: null,
    record: null,
    remedy: 'This is a defect of Fabwright: send the log of the worker, then import the file again after the fix.',
  };
}
