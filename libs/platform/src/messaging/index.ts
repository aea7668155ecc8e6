export { type ConsumerPosition, ConsumerPositions } from './consumer-positions.ts';
export { EventSink, NoSink, type OutgoingMessage } from './event-sink.ts';
export type {
  BatchHandler,
  EventSource,
  PartitionProgress,
  SourceBatch,
  SourceMessage,
  SourceState,
} from './event-source.ts';
export { kafkaSettings, type KafkaSettings } from './kafka-settings.ts';
export { EventSources, MessagingModule } from './messaging.module.ts';
export { type RawEntry, RawLog, type StoredEntry } from './raw-log/raw-log.ts';
