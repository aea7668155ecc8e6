import { Injectable } from '@nestjs/common';
import { type FileFormat, RECOGNISED_BY, recogniseFormat } from '@fabwright/formats';
import { DefectFileImporter } from './defect-file.importer.ts';
import type { FileImport, ImportedFile, OpenFile } from './file-import.ts';
import { FileRefusedError } from './import-failure.ts';
import { ImportRepository } from './import.repository.ts';
import { SortFileImporter } from './sort-file.importer.ts';

/** Recognises a file by its content and hands it to the importer of its kind. */
@Injectable()
export class FileImporter {
  constructor(
    private readonly imports: ImportRepository,
    private readonly sortFiles: SortFileImporter,
    private readonly defectFiles: DefectFileImporter,
  ) {}

  /** Throws what `importFailureOf` explains, or trouble of the database after its retries. */
  async take(file: FileImport, open: OpenFile): Promise<ImportedFile> {
    const format = await formatOf(open());
    if (format === null) throw unknownFormat();
    await this.imports.recognised(file.importId, format);
    return format === 'klarf' ? this.defectFiles.take(file, open) : this.sortFiles.take(file, open, format);
  }
}

async function formatOf(chunks: AsyncIterable<Uint8Array>): Promise<FileFormat | null> {
  const head = new Uint8Array(RECOGNISED_BY);
  let length = 0;
  for await (const chunk of chunks) {
    const part = chunk.subarray(0, RECOGNISED_BY - length);
    head.set(part, length);
    length += part.length;
    if (length === RECOGNISED_BY) break;
  }
  if (length === 0) throw emptyFile();
  return recogniseFormat(head.subarray(0, length));
}

function emptyFile(): FileRefusedError {
  const remedy = 'Check the copy; its size is 0.';
  return new FileRefusedError('empty-file', 'the file is empty.', remedy, 'file', 0);
}

function unknownFormat(): FileRefusedError {
  return new FileRefusedError(
    'unknown-format',
    'the file begins like none that can be read: wafer sort (STDF V4), defects (KLARF), wafer map (SEMI E142 or G85 as XML).',
    'Export it in one of these formats.',
    'file',
    0,
  );
}
