export { Badge, type Status } from './badge/badge.ts';
export { Button, type ButtonVariant } from './button/button.ts';
export { EmptyState } from './empty-state/empty-state.ts';
export { Icon } from './icon/icon.ts';
export { type IconName } from './icon/icon-paths.ts';
export { PageHeader } from './page-header/page-header.ts';
export { injectChartTheme, UI_PREFERENCES, type UiPreferences } from './preferences.ts';
export { Progress } from './progress/progress.ts';
export { Toasts, ToastOutlet, type Toast } from './toast/toast.ts';
