import { readFileSync } from 'node:fs';

/**
 * What this network namespace was asked for and had no way to: packets without a route (Ip, Ip6: OutNoRoutes), and
 * questions to a name server on loopback that nobody runs (Udp: NoPorts). The kernel counts them for every process in it.
 */
export interface Attempts {
  readonly withoutRoute: number;
  readonly withoutListener: number;
}

export function attempts(): Attempts {
  const four = readFileSync('/proc/net/snmp', 'utf8');
  const six = readFileSync('/proc/net/snmp6', 'utf8');
  return {
    withoutRoute: inTable(four, 'Ip', 'OutNoRoutes') + inList(six, 'Ip6OutNoRoutes'),
    withoutListener: inTable(four, 'Udp', 'NoPorts') + inList(six, 'Udp6NoPorts'),
  };
}

/** Two lines a protocol: names, then numbers. */
function inTable(text: string, protocol: string, name: string): number {
  const [names = [], numbers = []] = text
    .split('\n')
    .filter((line) => line.startsWith(`${protocol}:`))
    .map((line) => line.split(' '));
  return known(numbers[names.indexOf(name)], name);
}

function inList(text: string, name: string): number {
  return known(new RegExp(`^${name}\\s+(\\d+)$`, 'm').exec(text)?.[1], name);
}

function known(text: string | undefined, name: string): number {
  if (text === undefined) throw new Error(`This kernel does not count ${name}.`);
  return Number(text);
}
