import { collectDefaultMetrics, register } from 'prom-client';

/** Prometheus' registry of this process; libraries add their figures to it. */
export const metricsRegistry = register;

/**
 * The metric called `name`, made at its first use. Metrics belong to the process: a second instance of a
 * service, as in tests, goes on with the same one.
 */
export function metric<T>(name: string, make: (name: string) => T): T {
  return (register.getSingleMetric(name) as T | undefined) ?? make(name);
}

/** Memory, event loop and garbage collection of the process. Calling it again changes nothing. */
export function collectProcessMetrics(): void {
  if (!register.getSingleMetric('process_cpu_user_seconds_total'))
    collectDefaultMetrics({ eventLoopMonitoringPrecision: 50 });
}
