import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs, { type Kafka, type KafkaConfig, type LogEntry } from 'kafkajs';
import { compressFrame, decompressFrame } from 'lz4-napi';
import type { KafkaSettings } from '../kafka-settings.ts';

const { CompressionCodecs, CompressionTypes, Kafka: KafkaClient, logLevel } = kafkajs;
const zstd = { compress: promisify(zstdCompress), decompress: promisify(zstdDecompress) };

/** kafkajs's own buffer wrapper, as codecs get it. */
interface Encoder {
  readonly buffer: Buffer;
}

interface Codec {
  compress(encoder: Encoder): Promise<Buffer>;
  decompress(buffer: Buffer): Promise<Buffer>;
}

/** The package has no types, and is a function by itself. */
const snappy = createRequire(import.meta.url)('kafkajs-snappy') as () => Codec;

/** Without these one batch in another codec would stop the consumer for good while the process stays up. */
function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.Snappy] = snappy;
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: (encoder: Encoder) => compressFrame(encoder.buffer),
    decompress: (buffer: Buffer) => decompressFrame(buffer),
  });
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: (encoder: Encoder) =>
      zstd.compress(encoder.buffer, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    decompress: (buffer: Buffer) => zstd.decompress(buffer),
  });
}
registerCodecs();

export type KafkaLog = (level: 'error' | 'warn' | 'info', fields: object, message: string) => void;

export function createKafkaClient(settings: KafkaSettings, log: KafkaLog): Kafka {
  const config: KafkaConfig = {
    clientId: settings.clientId,
    brokers: [...settings.brokers],
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    ssl: settings.tls,
    // Restarting is ours: after some crashes kafkajs would stay down while the process lives on.
    retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 6, restartOnFailure: () => Promise.resolve(false) },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => log(nameOfLevel(entry), fieldsOf(entry), entry.log.message),
  };
  return new KafkaClient(
    settings.sasl ? { ...config, sasl: settings.sasl as NonNullable<KafkaConfig['sasl']> } : config,
  );
}

function nameOfLevel({ level }: LogEntry): 'error' | 'warn' | 'info' {
  if (level === logLevel.ERROR) return 'error';
  return level === logLevel.WARN ? 'warn' : 'info';
}

function fieldsOf({ namespace, log }: LogEntry): object {
  const { error, broker, groupId } = log as { error?: unknown; broker?: unknown; groupId?: unknown };
  return { kafka: namespace, error, broker, groupId };
}
