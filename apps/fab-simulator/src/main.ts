import { ArgumentError, readArguments, USAGE, type Arguments } from './arguments.ts';
import { writeAnswerKey } from './answer-key/answer-key.ts';
import { HttpListener } from './listener/http-listener.ts';
import type { Listener } from './listener/listener.ts';
import { createWorld, type WorldSettings } from './model/world.ts';
import { dryRun } from './run/dry-run.ts';
import { Simulation } from './run/simulation.ts';
import { readState, StateError, writeState, type FabState } from './state/fab-state.ts';
import { HttpTransport } from './transport/http-transport.ts';
import type { Report, Transport } from './transport/transport.ts';

const report: Report = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

function freshState({ seed, days, wafersPerLot, epoch }: Arguments): FabState {
  const start = epoch ?? Date.now();
  return {
    version: 1,
    seed,
    epoch: start,
    historyDays: days,
    wafersPerLot,
    fabTime: start,
    historyDone: 0,
    liveUntil: start,
    cursor: null,
    adjustments: [],
  };
}

/** A fab that was begun goes on as it was: what it has told can't be taken back. */
async function stateFor(args: Arguments, folder: string): Promise<FabState> {
  const kept = await readState(folder);
  if (!kept) return freshState(args);
  if (kept.seed !== args.seed || kept.historyDays !== args.days || kept.wafersPerLot !== args.wafersPerLot) {
    const { seed, historyDays, wafersPerLot } = kept;
    report({ kind: 'goes-on', reason: 'the kept fab goes on with its own settings', seed, historyDays, wafersPerLot });
  }
  return kept;
}

async function connect(args: Arguments, state: FabState): Promise<{ transport: Transport; listener: Listener }> {
  if (args.kafka.length > 0) {
    const { kafkaClient, KafkaTransport } = await import('./transport/kafka-transport.ts');
    const { KafkaListener } = await import('./listener/kafka-listener.ts');
    const kafka = kafkaClient(args.kafka);
    const listener = new KafkaListener(kafka, `fabwright-demo-fab-${state.epoch}`, report);
    return { transport: new KafkaTransport(kafka, report), listener };
  }
  const { server = '', tokenFile = '' } = args;
  return {
    transport: new HttpTransport(server, tokenFile, report),
    listener: new HttpListener(server, tokenFile, report),
  };
}

async function simulate(args: Arguments, folder: string): Promise<void> {
  const state = await stateFor(args, folder);
  await writeState(folder, state);
  if (args.answerKey) await writeAnswerKey(args.answerKey, createWorld(state));
  const { transport, listener } = await connect(args, state);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const keep = (next: FabState) => writeState(folder, next);
  await new Simulation(state, args.speed, { transport, listener, report, keep }).run(stop.signal);
  await Promise.allSettled([transport.close(), listener.close()]);
  report({ kind: 'stopped' });
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    const args = readArguments(argv);
    if (!args.dryRun) await simulate(args, args.stateDir ?? '');
    else {
      const settings: WorldSettings = freshState(args);
      if (args.answerKey) await writeAnswerKey(args.answerKey, createWorld(settings));
      dryRun(settings, report);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof ArgumentError) && !(error instanceof StateError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
if (process.exitCode !== 0) process.stderr.write('See --help.\n');
