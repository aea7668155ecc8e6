export { FabConfig, SettingsError } from './fab-config.ts';
export { settingsTable } from './settings-table.ts';
