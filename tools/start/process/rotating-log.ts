import { stripVTControlCharacters } from 'node:util';
import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs';

const LARGEST_BYTES = 10 * 1024 * 1024;
const KEPT_FILES = 5;

/** One line as it goes into the log: JSON stays as it is, anything else (a stack trace, a warning) is wrapped. */
export function asJsonLine(line: string, now: Date): string {
  if (line.startsWith('{') && line.endsWith('}')) return line;
  return JSON.stringify({ level: 'error', time: now.toISOString(), message: stripVTControlCharacters(line) });
}

/** A log of JSON lines that begins a new file when it grows too large, and keeps the last few. */
export class RotatingLog {
  readonly file: string;
  private readonly largestBytes: number;
  private readonly keptFiles: number;
  private descriptor: number;
  private size: number;
  private rest = '';
  private closed = false;

  constructor(file: string, { largestBytes = LARGEST_BYTES, keptFiles = KEPT_FILES } = {}) {
    this.file = file;
    this.largestBytes = largestBytes;
    this.keptFiles = keptFiles;
    this.descriptor = openSync(file, 'a', 0o600);
    this.size = statSync(file).size;
  }

  /** Takes output as it comes; a line that is not complete waits for its end. */
  write(chunk: string): void {
    if (this.closed) return;
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') this.append(line);
  }

  close(): void {
    if (this.closed) return;
    if (this.rest.trim() !== '') this.append(this.rest);
    this.closed = true;
    closeSync(this.descriptor);
  }

  private append(line: string): void {
    const bytes = Buffer.from(`${asJsonLine(line, new Date())}\n`);
    if (this.size > 0 && this.size + bytes.length > this.largestBytes) this.rotate();
    this.size += writeSync(this.descriptor, bytes);
  }

  /** api.log → api.log.1 → api.log.2 …; the oldest is overwritten. */
  private rotate(): void {
    closeSync(this.descriptor);
    for (let age = this.keptFiles - 1; age >= 1; age--) {
      const from = age === 1 ? this.file : `${this.file}.${age - 1}`;
      if (existsSync(from)) renameSync(from, `${this.file}.${age}`);
    }
    this.descriptor = openSync(this.file, 'a', 0o600);
    this.size = 0;
  }
}
