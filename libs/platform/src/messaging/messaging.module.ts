import { Global, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { FabConfig } from '../config/index.ts';
import { PgListener } from '../database/index.ts';
import { ConsumerPositions } from './consumer-positions.ts';
import { EventSink, NoSink } from './event-sink.ts';
import type { EventSource } from './event-source.ts';
import { kafkaSettings } from './kafka-settings.ts';
import { KafkaJsSink } from './kafkajs/kafkajs-sink.ts';
import { KafkaJsSource } from './kafkajs/kafkajs-source.ts';
import type { KafkaLog } from './kafkajs/client.ts';
import { PlatformaticSink } from './platformatic/platformatic-sink.ts';
import { PlatformaticSource } from './platformatic/platformatic-source.ts';
import { RawLog } from './raw-log/raw-log.ts';
import { RawLogSource } from './raw-log/raw-log-source.ts';

function kafkaLog(): KafkaLog {
  const logger = new Logger('Kafka');
  return (level, fields, message) => {
    if (level === 'error') logger.error(fields, message);
    else if (level === 'warn') logger.warn(fields, message);
    else logger.log(fields, message);
  };
}

/** Opens the ways in that the settings name. The raw log is always one of them. */
@Injectable()
export class EventSources {
  constructor(
    private readonly config: FabConfig,
    private readonly rawLog: RawLog,
    private readonly listener: PgListener,
  ) {}

  /** One source a way in, not started. `topics`: what to read from Kafka where there is one. */
  create(topics: readonly string[]): EventSource[] {
    const log = kafkaLog();
    const http = new RawLogSource(this.rawLog, this.listener, log);
    if (this.config.kafka.brokers.length === 0) return [http];
    const settings = kafkaSettings(this.config);
    const Source = this.config.kafka.client === 'kafkajs' ? KafkaJsSource : PlatformaticSource;
    return [http, new Source(settings, topics, log)];
  }
}

@Injectable()
class SinkCloser implements OnApplicationShutdown {
  constructor(private readonly sink: EventSink) {}

  onApplicationShutdown(): Promise<void> {
    return this.sink.stop();
  }
}

/** Events in and out. The api needs it for the raw log, the worker for everything. */
@Global()
@Module({
  providers: [
    RawLog,
    ConsumerPositions,
    EventSources,
    SinkCloser,
    {
      provide: EventSink,
      inject: [FabConfig],
      useFactory: (config: FabConfig): EventSink => {
        if (config.kafka.brokers.length === 0) return new NoSink();
        const settings = kafkaSettings(config);
        return config.kafka.client === 'kafkajs'
          ? new KafkaJsSink(settings, kafkaLog())
          : new PlatformaticSink(settings);
      },
    },
  ],
  exports: [RawLog, ConsumerPositions, EventSources, EventSink],
})
export class MessagingModule {}
