import { HttpClient, HttpErrorResponse, HttpEventType } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';
import type { Subscription } from 'rxjs';

export type UploadState = 'waiting' | 'sending' | 'handed-over' | 'duplicate' | 'refused' | 'cancelled';

/** A file on its way to the server; from `handed-over` on the import's own row tells the rest. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** Share of the bytes sent, 0..1. */
  readonly progress: number;
  readonly state: UploadState;
  /** The server's words when it refused. */
  readonly problem: string | null;
  readonly importId: string | null;
}

interface Accepted {
  readonly importId: string;
  readonly state?: string;
}

/** Sends files one after the other: the disk behind the server is one, and the person sees one bar move. */
@Injectable()
export class Uploads {
  private readonly http = inject(HttpClient);
  private readonly list = signal<readonly Upload[]>([]);
  private readonly files = new Map<number, File>();
  private running: { id: number; subscription: Subscription } | null = null;
  private nextId = 1;
  readonly uploads = this.list.asReadonly();

  add(files: Iterable<File>): void {
    for (const file of files) {
      const id = this.nextId++;
      this.files.set(id, file);
      const upload: Upload = {
        id,
        name: file.name,
        bytes: file.size,
        progress: 0,
        state: 'waiting',
        problem: null,
        importId: null,
      };
      this.list.update((uploads) => [...uploads, upload]);
    }
    this.sendNext();
  }

  cancel(id: number): void {
    if (this.running?.id === id) {
      this.running.subscription.unsubscribe();
      this.running = null;
    }
    this.finish(id, { state: 'cancelled' });
  }

  /** Takes what is over out of sight. */
  clearFinished(): void {
    this.list.update((uploads) => uploads.filter(({ state }) => state === 'waiting' || state === 'sending'));
  }

  private sendNext(): void {
    if (this.running) return;
    const next = this.list().find(({ state }) => state === 'waiting');
    const file = next && this.files.get(next.id);
    if (!next || !file) return;
    this.change(next.id, { state: 'sending' });
    const subscription = this.http
      .post<Accepted>('/imports', file, {
        params: { name: file.name },
        headers: { 'content-type': 'application/octet-stream' },
        observe: 'events',
        reportProgress: true,
      })
      .subscribe({
        next: (event) => {
          if (event.type === HttpEventType.UploadProgress)
            this.change(next.id, { progress: event.loaded / (event.total ?? next.bytes) });
          if (event.type === HttpEventType.Response && event.body) this.arrived(next.id, event.body);
        },
        error: (failure: unknown) => this.refused(next.id, failure),
      });
    this.running = { id: next.id, subscription };
  }

  private arrived(id: number, { importId, state }: Accepted): void {
    this.running = null;
    this.finish(id, { state: state === 'duplicate' ? 'duplicate' : 'handed-over', progress: 1, importId });
  }

  private refused(id: number, failure: unknown): void {
    this.running = null;
    this.finish(id, { state: 'refused', problem: messageOf(failure) });
  }

  private finish(id: number, change: Partial<Upload>): void {
    this.files.delete(id);
    this.change(id, change);
    this.sendNext();
  }

  private change(id: number, change: Partial<Upload>): void {
    this.list.update((uploads) => uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }
}

function messageOf(failure: unknown): string | null {
  if (!(failure instanceof HttpErrorResponse)) return null;
  const body: unknown = failure.error;
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : null;
  return typeof message === 'string' ? message : null;
}
