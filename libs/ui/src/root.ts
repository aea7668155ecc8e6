/**
 * What the application needs before its first screen. A small door of its own: through the large one every component
 * would land in the first chunk.
 */
export { UI_PREFERENCES, type UiPreferences } from './preferences.ts';
export { ToastOutlet, Toasts } from './toast/toast.ts';
