import type { Page } from '@playwright/test';
import { atLeast, type BenchRow } from './bench-row.ts';
import { openDashboard } from './dashboard-browser.ts';
import { startFilledDatabase } from './filled-database.ts';
import { middleOf } from './median.ts';
import { FILLED } from './yield-database.ts';

const MAPS = 200;
const LEAST_FRAMES_A_SECOND = 45;
const PX_A_SECOND = 1500;
const RUNS = 5;
const VIEWPORT = { width: 1440, height: 900 };
/** Dies of a wafer and how many stand in a row. */
const SIZES = [
  [1_500, 44],
  [15_000, 139],
] as const;

/** Runs in the page, whose policy forbids code in a string but to a debugger: until every map is here, an image each. */
const DRAWN = `new Promise((drawn) => {
  const look = () => (all() ? drawn() : setTimeout(look, 100));
  const all = () => {
    const maps = [...document.querySelectorAll('fw-wafer-gallery fw-wafer-map img')];
    return maps.length === ${MAPS} && maps.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
  };
  look();
})`;

/** What scrolls the gallery, or an empty page: the first thing around it that is higher than its window. */
const SCROLLER = `(() => {
  let part = document.querySelector('fw-wafer-gallery') ?? document.body;
  const scrolls = ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1;
  while (part && !(scrolls(part) && /auto|scroll/.test(getComputedStyle(part).overflowY))) part = part.parentElement;
  return part ?? document.scrollingElement;
})()`;

/** From top to bottom at one speed, moved in every animation frame; frames a second by the timestamps of the frames. */
const SCROLL = `new Promise((done) => {
  const scroller = ${SCROLLER};
  const most = scroller.scrollHeight - scroller.clientHeight;
  let begin = 0;
  let frames = 0;
  const step = (now) => {
    frames += 1;
    const place = ((now - begin) * ${PX_A_SECOND}) / 1000;
    scroller.scrollTop = place;
    if (place < most) requestAnimationFrame(step);
    else done({ framesASecond: (frames * 1000) / (now - begin), most });
  };
  scroller.scrollTop = 0;
  requestAnimationFrame((now) => {
    begin = now;
    requestAnimationFrame(step);
  });
})`;

interface Scrolled {
  readonly framesASecond: number;
  /** How far it went, px. */
  readonly most: number;
}

/**
 * Frames a second while the page of maps with 200 of them scrolls from top to bottom: the built dashboard on the built
 * api, in a browser that paints in software. Frames are those of the page; what the compositor leaves out is not seen.
 * Reference of the same run: the same scroll over an empty page of the same height.
 */
export async function rows(): Promise<BenchRow[]> {
  const found: BenchRow[] = [];
  for (const [dies, columns] of SIZES) found.push(await ofSize(dies, columns));
  return found;
}

async function ofSize(dies: number, columns: number): Promise<BenchRow> {
  const lots = MAPS / FILLED.wafersPerLot;
  const database = await startFilledDatabase({ ...FILLED, lots, dies, columns, tests: 1, steps: 2 });
  const dashboard = await openDashboard(database, VIEWPORT, '');
  try {
    return await measured(dashboard.page, dashboard.address, dies);
  } finally {
    await dashboard.stop();
  }
}

async function measured(page: Page, address: string, dies: number): Promise<BenchRow> {
  await page.goto(`${address}/maps?t=-26w`);
  await page.evaluate(DRAWN);
  const gallery = await scrolled(page);
  const most = gallery[0]?.most ?? 0;
  await page.setContent(`<div style="height: ${most + VIEWPORT.height}px"></div>`);
  const empty = await scrolled(page);
  return atLeast(
    `scroll over ${MAPS} maps of ${dies.toLocaleString('en-US')} dies, at least; reference: an empty page as high`,
    middleOf(gallery.map(({ framesASecond }) => framesASecond)),
    'frames/s',
    LEAST_FRAMES_A_SECOND,
    middleOf(empty.map(({ framesASecond }) => framesASecond)),
  );
}

async function scrolled(page: Page): Promise<Scrolled[]> {
  const runs: Scrolled[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await page.evaluate<Scrolled>(SCROLL));
  if (runs.some(({ most }) => most < VIEWPORT.height)) throw new Error('The page is too low to scroll.');
  return runs;
}
