import { join } from 'node:path';
import type { StartOptions } from './arguments.ts';
import { StartFailure } from './failure.ts';
import { KeepAlive } from './process/keep-alive.ts';

/** Where events come from beside HTTP. */
export interface Broker {
  /** host:port, separated by commas; undefined without Kafka. */
  readonly addresses: string | undefined;
  readonly stop: () => Promise<void>;
}

export interface BrokerListener {
  readonly say: (line: string) => void;
  /** A broker of ours has a process. */
  readonly started: (pid: number) => void;
}

async function startLocal(dir: string, { say, started }: BrokerListener): Promise<Broker> {
  // Only who asks for a broker of ours pays for knowing how to run one.
  const { startKafka, whyNoKafka } = await import('@fabwright/testing/kafka');
  const missing = await whyNoKafka();
  if (missing !== undefined) throw new StartFailure(`--kafka local: ${missing}`);
  say('Starting Kafka (the first time its jars are fetched) …');
  const broker = await startKafka({ dir }).catch((error: unknown) => {
    throw new StartFailure(error instanceof Error ? error.message : String(error));
  });
  started(broker.pid);
  const keeper = new KeepAlive({
    name: 'Kafka broker',
    say,
    isAlive: () => broker.isAlive(),
    startAgain: async () => {
      await broker.restart();
      started(broker.pid);
    },
  });
  return {
    addresses: broker.brokers,
    stop: async () => {
      await keeper.stop();
      await broker.stop();
    },
  };
}

/** The user's own brokers, a broker that we start for `--kafka local`, or none. Rejects with StartFailure. */
export async function openBroker({ kafka, dataDir }: StartOptions, listener: BrokerListener): Promise<Broker> {
  if (kafka === 'local') return startLocal(join(dataDir, 'kafka'), listener);
  return { addresses: kafka, stop: () => Promise.resolve() };
}
