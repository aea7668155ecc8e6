import type { ByteOrder } from './stdf-field-writer.ts';
import { StdfWriter } from './stdf-writer.ts';

export interface SyntheticSortFile {
  /** The file ends with the first wafer that brings it to this many bytes. */
  readonly bytes: number;
  readonly byteOrder?: ByteOrder;
  readonly diesPerWafer?: number;
  readonly tests?: number;
  readonly sites?: number;
  readonly seed?: number;
  readonly lotId?: string;
}

const CHUNK_BYTES = 2 ** 18;

/**
 * A well-formed sort file of any length, chunk by chunk, never held whole: wafers of `diesPerWafer` dies in rows of 40,
 * `sites` of them at once with interleaved results, about one in ten failing. The same options give the same bytes.
 */
export function* syntheticSortFile(options: SyntheticSortFile): Generator<Uint8Array, void, undefined> {
  const { bytes, byteOrder = 'little', diesPerWafer = 600, tests = 20, sites = 8, seed = 1 } = options;
  const writer = new StdfWriter(byteOrder);
  const random = lehmer(seed);
  let written = 0;
  writer.far().mir({
    lotId: options.lotId ?? 'SYNTHETIC',
    product: 'SYNTHETIC',
    program: 'SYNTH',
    programRevision: '1',
    testCode: 'CP1',
    startTime: 1_700_000_000,
  });
  for (let wafer = 1; written + writer.length < bytes; wafer += 1) {
    const id = `W${String(wafer).padStart(5, '0')}`;
    writer.wir({ id });
    for (let die = 0; die < diesPerWafer; die += sites) {
      touchdown(writer, random, die, Math.min(sites, diesPerWafer - die), tests);
      if (writer.length < CHUNK_BYTES) continue;
      written += writer.length;
      yield writer.take();
    }
    writer.wrr({ id }, diesPerWafer);
  }
  writer.hbr({ bin: 1, outcome: 'P', name: 'GOOD' }).hbr({ bin: 2, outcome: 'F', name: 'BAD' });
  writer.mrr(1_700_086_400);
  yield writer.take();
}

function touchdown(writer: StdfWriter, random: () => number, firstDie: number, sites: number, tests: number): void {
  for (let site = 1; site <= sites; site += 1) writer.pir({ site });
  for (let test = 1; test <= tests; test += 1) {
    for (let site = 1; site <= sites; site += 1) {
      const describe = { name: `T${test}`, low: -3, high: 3, unit: 'V' };
      writer.ptr({ test, site, result: random() + random() + random() - 1.5, describe });
    }
  }
  for (let site = 1; site <= sites; site += 1) {
    const die = firstDie + site - 1;
    const failed = random() < 0.1;
    const bin = failed ? 2 : 1;
    writer.prr({
      site,
      flags: failed ? 8 : 0,
      hardBin: bin,
      softBin: bin,
      testsExecuted: tests,
      x: die % 40,
      y: Math.floor(die / 40),
      testTimeMs: 120,
      partId: String(die + 1),
    });
  }
}

/** Park and Miller's generator (CACM 31:1192, 1988): uniform in (0, 1). */
function lehmer(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
