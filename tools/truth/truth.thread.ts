import { parentPort } from 'node:worker_threads';
import { truthRun, type TruthTask } from './truth-run.ts';

parentPort?.on('message', (task: TruthTask) => parentPort?.postMessage(truthRun(task)));
