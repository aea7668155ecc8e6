import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { addModel, type Person } from './add-model.ts';
import { HELP, parseModelArguments } from './arguments.ts';
import { KNOWN_MODELS } from './catalogue.ts';
import { NoModel } from './no-model.ts';
import { sizeOf } from './weights.ts';

/**
 * `npm run model`: models that we have measured, and how they come into the models folder.
 *
 * @param from where relative paths of the command line begin
 * @returns exit code
 */
export async function modelCommand(root: string, args: readonly string[], from: string): Promise<number> {
  try {
    const command = parseModelArguments(args, from, root);
    if (command.kind === 'help') say(HELP);
    else if (command.kind === 'list') await list(command.folder);
    else await addModel(command, terminal());
    return 0;
  } catch (error) {
    if (!(error instanceof NoModel)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function list(folder: string): Promise<void> {
  say(`Models folder: ${folder}`);
  for (const { name, title, licence, file, bytes } of KNOWN_MODELS) {
    const state = (await sizeOf(join(folder, file))) === bytes ? 'here' : 'not here';
    say(
      `  ${name.padEnd(14)} ${title.padEnd(28)} ${`${Math.round(bytes / 1e6)} MB`.padEnd(8)} ${licence.padEnd(20)} ${state}`,
    );
  }
}

function terminal(): Person {
  const isPerson = process.stdin.isTTY && process.stdout.isTTY;
  return {
    say,
    show: (line) =>
      process.stdout.write(isPerson ? `\r${line}   ${line.startsWith('100 %') ? '\n' : ''}` : `${line}\n`),
    ask: isPerson ? askInTerminal : null,
  };
}

async function askInTerminal(question: string): Promise<string> {
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await asked.question(question);
  } finally {
    asked.close();
  }
}
