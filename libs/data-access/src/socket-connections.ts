import { Injectable } from '@angular/core';
import { Subject, type Observable } from 'rxjs';

/** When the socket of subscriptions connects, the first time and after each break: what changed before, nobody was told. */
@Injectable({ providedIn: 'root' })
export class SocketConnections {
  readonly #made = new Subject<void>();
  readonly made: Observable<void> = this.#made.asObservable();

  /** The socket calls this. */
  connected(): void {
    this.#made.next();
  }
}
