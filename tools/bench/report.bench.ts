import { lotReport, reportPdf } from '@fabwright/reports';
import { lotFigures } from '@fabwright/reports/test/lot-figures';
import { atMost, type BenchRow } from './bench-row.ts';

const RUNS = 5;
const MOST_SECONDS = 1.5;
const PAGES = 6;
const A_LOT = { language: 'en', paper: 'A4' } as const;
/** So many steps in its history make the report of 25 wafers six pages long. */
const STEPS = 20;

/**
 * Seconds from the figures of a lot (25 wafers of 613 dies) to its finished file: words, charts, maps, closing check,
 * layout, bytes. The first run, which reads the fonts, is not counted. Reference of the same run: the report of a lot
 * of one wafer, which is nearly all layout of text.
 */
export async function rows(): Promise<BenchRow[]> {
  const whole = lotFigures({ wafers: 25, steps: STEPS });
  const small = lotFigures({ wafers: 1, steps: 1 });
  const pages = pageCount(await reportPdf(lotReport(whole, A_LOT)));
  if (pages !== PAGES) throw new Error(`The report has ${pages} pages: not what it was to be measured by.`);
  const seconds = await median(() => reportPdf(lotReport(whole, A_LOT)));
  const reference = await median(() => reportPdf(lotReport(small, A_LOT)));
  return [
    atMost(
      `Lot report PDF, ${PAGES} pages, at most; reference: a lot of one wafer`,
      seconds,
      's',
      MOST_SECONDS,
      reference,
    ),
  ];
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const begin = performance.now();
    await work();
    times.push((performance.now() - begin) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

function pageCount(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  );
}
