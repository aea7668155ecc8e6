import type { FabConfig } from '../config/index.ts';

/** What both clients need to know. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly group: string;
  readonly clientId: string;
  readonly tls: boolean;
  readonly sasl: KafkaSasl | undefined;
}

export interface KafkaSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

export function kafkaSettings({ kafka }: FabConfig, clientId = 'fabwright'): KafkaSettings {
  const { brokers, group, tls, sasl: mechanism, username = '', password = '' } = kafka;
  return { brokers, group, clientId, tls, sasl: mechanism && { mechanism, username, password } };
}
