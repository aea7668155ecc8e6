export { ThreadPool, type PoolOptions } from './thread-pool.ts';
export { serveTasks, type ThreadTasks } from './thread-tasks.ts';
