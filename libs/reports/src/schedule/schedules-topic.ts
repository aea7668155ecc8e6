/** Topic of `ChangeNotifier` for open pages: definitions, schedules and their issues. */
export const SCHEDULES_TOPIC = 'report-schedules';
