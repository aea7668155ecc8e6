import { ApplicationRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** What is drawn on: how dense the screen is, or that the page is printed. */
@Injectable({ providedIn: 'root' })
export class ScreenOrPaper {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly app = inject(ApplicationRef);
  private readonly dense = signal(this.now());
  private readonly printing = signal(false);
  /** Pixels of the screen a px. */
  readonly density = this.dense.asReadonly();
  readonly onPaper = this.printing.asReadonly();

  constructor() {
    this.window?.addEventListener('beforeprint', () => this.print(true));
    this.window?.addEventListener('afterprint', () => this.print(false));
    this.watch();
  }

  /** The browser takes the page as it is when this returns. */
  private print(printing: boolean): void {
    this.printing.set(printing);
    this.app.tick();
  }

  /** Zoom, or a window that is moved to another screen. The question holds for one density, so each change asks a new one. */
  private watch(): void {
    const question = this.window?.matchMedia?.(`(resolution: ${this.now()}dppx)`);
    question?.addEventListener(
      'change',
      () => {
        this.dense.set(this.now());
        this.watch();
      },
      { once: true },
    );
  }

  private now(): number {
    return this.window?.devicePixelRatio || 1;
  }
}
