export { MAINTENANCE, MaintenanceModule } from './maintenance.ts';
