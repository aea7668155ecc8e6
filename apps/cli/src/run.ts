import { ApiClient } from './api-client.ts';
import { CliError, UsageError } from './cli-error.ts';
import { parseCommand, USAGE, type Command } from './commands.ts';
import { resolveConnection } from './connection.ts';
import { importFiles } from './import/import-command.ts';
import type { TextOutput } from './import/progress-bar.ts';
import { writeReport } from './report/report-command.ts';

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: TextOutput;
  readonly err: TextOutput;
}

/** Runs one command line to its exit code. Only a defect of the program itself is thrown. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await perform(parseCommand(words), surroundings);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    surroundings.err.write(`fab: ${error.message}\n`);
    if (error instanceof UsageError) surroundings.err.write(`\n${USAGE}\n`);
    return error.exitCode;
  }
}

async function perform(command: Command, { environment, out, err }: Surroundings): Promise<number> {
  if (command.name === 'help') {
    out.write(`${USAGE}\n`);
    return 0;
  }
  const client = new ApiClient(await resolveConnection(command.connection, environment));
  if (command.name === 'import') return importFiles({ client, paths: command.paths, out, err, json: command.json });
  return writeReport({ client, request: command.request, file: command.file, out, err });
}
