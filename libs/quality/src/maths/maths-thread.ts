import { serveTasks } from '@fabwright/platform/threads';
import { mathsTasks } from './maths-tasks.ts';

// The program of the threads that `Maths` starts.
serveTasks(mathsTasks);
