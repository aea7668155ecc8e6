import { spawn } from 'node:child_process';
import { StartFailure } from '../failure.ts';
import { lastWords } from './last-words.ts';
import type { RotatingLog } from './rotating-log.ts';
import type { ChildSpec } from './supervised-child.ts';

/** Runs a program to its end. Rejects with StartFailure in its own last words when it fails. */
export async function runOnce(spec: ChildSpec, log: RotatingLog): Promise<void> {
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      log.write(text);
    });
  }
  const ended = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? '' : signal === null ? `exit code ${code}` : signal));
  });
  log.close();
  if (ended === '') return;
  const words = lastWords(output);
  throw new StartFailure(`The ${spec.name} failed (${ended})${words === '' ? '' : `: ${words}`}. Its log: ${log.file}`);
}
