import { Injectable, signal } from '@angular/core';

export interface Crumb {
  readonly label: string;
  readonly link: string;
}

/** Where the person is: shown as the page's h1 in the top bar. */
export interface Place {
  readonly heading: string;
  /** The heading is a lot, wafer or tool: drawn with unmistakable letters. */
  readonly isId?: boolean;
  readonly crumbs?: readonly Crumb[];
}

/** A screen about one thing names it here; every other screen is named by its route's title. */
@Injectable({ providedIn: 'root' })
export class PagePlace {
  private readonly current = signal<Place | null>(null);
  readonly place = this.current.asReadonly();

  /** Call with null (the router does so at each navigation) to fall back to the route's title. */
  set(place: Place | null): void {
    this.current.set(place);
  }
}
