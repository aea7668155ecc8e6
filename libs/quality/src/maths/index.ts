export { Maths } from './maths.ts';
export { mathsTasks, type MathsTasks } from './maths-tasks.ts';
