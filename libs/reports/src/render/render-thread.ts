import { serveTasks } from '@fabwright/platform/threads';
import { renderTasks } from './render-tasks.ts';

// The program of the thread that `ReportRenderer` starts.
serveTasks(renderTasks);
