import type { Routes } from '@angular/router';

/** One lazy route a screen; `title` is the key of its place name, shown in the top bar and the browser tab. */
export const featureRoutes: Routes = [];
