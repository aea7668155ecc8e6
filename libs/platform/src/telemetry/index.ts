import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { HealthController } from './health.controller.ts';
import { HttpMetrics } from './http-metrics.ts';
import { collectProcessMetrics } from './metrics.ts';
import { MetricsController } from './metrics.controller.ts';

export { metric, metricsRegistry } from './metrics.ts';

/** /healthz, /readyz and /metrics, and the figures of requests. For both processes. */
@Module({
  controllers: [HealthController, MetricsController],
  providers: [{ provide: APP_INTERCEPTOR, useClass: HttpMetrics }],
})
export class TelemetryModule {
  constructor() {
    collectProcessMetrics();
  }
}
