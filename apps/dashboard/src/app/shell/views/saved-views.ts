import { inject, Injectable, signal } from '@angular/core';
import type { Role, SavedViewsQuery } from '@fabwright/data-access';
import {
  DeleteViewDocument,
  SavedViewsDocument,
  SaveViewDocument,
  StartWithViewDocument,
} from '@fabwright/data-access/documents/views';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';

export type SavedView = SavedViewsQuery['savedViews'][number];

/** The views that the person keeps or was given. Methods answer false when it could not be done. */
@Injectable({ providedIn: 'root' })
export class SavedViews {
  private readonly apollo = inject(Apollo);
  /** Null until they were read, or while they can't be. */
  readonly views = signal<readonly SavedView[] | null>(null);

  async load(): Promise<void> {
    try {
      const { data } = await firstValueFrom(
        this.apollo.query({ query: SavedViewsDocument, fetchPolicy: 'network-only' }),
      );
      this.views.set(data?.savedViews ?? null);
    } catch {
      this.views.set(null);
    }
  }

  save(name: string, address: string, sharedWith: readonly Role[]): Promise<boolean> {
    return this.change(async () => {
      const variables = { name, address, sharedWith: [...sharedWith] };
      const { data } = await firstValueFrom(this.apollo.mutate({ mutation: SaveViewDocument, variables }));
      return data?.saveView.__typename === 'SavedView';
    });
  }

  remove(viewId: string): Promise<boolean> {
    return this.change(async () => {
      const variables = { viewId };
      const { data } = await firstValueFrom(this.apollo.mutate({ mutation: DeleteViewDocument, variables }));
      return data?.deleteView.__typename === 'Done';
    });
  }

  /** Null: start with the Overview. */
  startWith(viewId: string | null): Promise<boolean> {
    return this.change(async () => {
      const variables = { viewId };
      const { data } = await firstValueFrom(this.apollo.mutate({ mutation: StartWithViewDocument, variables }));
      return data?.startWithView.__typename === 'Done';
    });
  }

  private async change(work: () => Promise<boolean>): Promise<boolean> {
    const done = await work().catch(() => false);
    await this.load();
    return done;
  }
}
