import type { Page } from '@playwright/test';
import { atMost, type BenchRow } from './bench-row.ts';
import { openDashboard } from './dashboard-browser.ts';
import { startFilledDatabase } from './filled-database.ts';
import { middleOf } from './median.ts';
import { FILLED } from './yield-database.ts';

const WAFERS = 25;
const DIES = 1500;
const COLUMNS = 44;
const LOTS = 8;
const RUNS = 7;
const MOST_MS = 200;
/** All tiles of the gallery are in sight: what is out of sight is not drawn. */
const VIEWPORT = { width: 1440, height: 1400 };

/** Runs in the page before its own code: notes when the last of the gallery's maps has been painted. */
const WATCH = `(() => {
  const drawn = () => {
    const maps = [...document.querySelectorAll('fw-wafer-gallery fw-wafer-map')];
    return maps.length === ${WAFERS} && maps.every((map) => map.querySelectorAll('path').length > 1);
  };
  globalThis.galleryPainted = new Promise((painted) => {
    const observer = new MutationObserver(() => {
      if (!drawn()) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => painted(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
})()`;

/** From the last byte of the maps in the browser to the frame after the one that shows them, in ms. */
const TAKEN = `galleryPainted.then((painted) => {
  const [maps, ...more] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/maps/v1/lots/'));
  if (!maps || more.length > 0) throw new Error('The maps did not come once.');
  return painted - maps.responseEnd;
})`;

/** Tiles that are wholly in the window. */
const IN_SIGHT = `[...document.querySelectorAll('fw-wafer-gallery fw-wafer-map')].filter((map) => {
  const { top, bottom } = map.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}).length`;

/** As many rectangles as the gallery has dies, on one canvas of the window's size, to the same frame. */
const RECTANGLES = `new Promise((painted) => {
  const begin = performance.now();
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  canvas.style.cssText = 'position: fixed; inset: 0; z-index: 1000';
  const pen = canvas.getContext('2d');
  const columns = ${COLUMNS * 5};
  for (let die = 0; die < ${WAFERS * DIES}; die += 1) {
    pen.fillStyle = die % 9 === 0 ? '#c00' : '#0a0';
    pen.fillRect((die % columns) * 5, Math.floor(die / columns) * 5, 4, 4);
  }
  document.body.append(canvas);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    painted(performance.now() - begin);
    canvas.remove();
  }));
})`;

/**
 * Milliseconds from the bytes of a lot's maps in the browser to its gallery painted: the built dashboard on the built
 * api, the whole page of the lot as people see it, opened anew each time, so that its code is never warm. A run is
 * over with the second animation frame after the last map is in the document. Reference of the same run: as many
 * plain rectangles on a canvas.
 */
export async function rows(): Promise<BenchRow[]> {
  const database = await startFilledDatabase({ ...FILLED, lots: LOTS, dies: DIES, columns: COLUMNS, tests: 2 });
  const dashboard = await openDashboard(database, VIEWPORT, WATCH);
  try {
    return [await measured(dashboard.page, dashboard.address)];
  } finally {
    await dashboard.stop();
  }
}

async function measured(page: Page, address: string): Promise<BenchRow> {
  const gallery: number[] = [];
  const rectangles: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    await page.goto(`${address}/lots/BL${String(run).padStart(4, '0')}`);
    gallery.push(await page.evaluate<number>(TAKEN));
    const inSight = await page.evaluate<number>(IN_SIGHT);
    if (inSight !== WAFERS) throw new Error(`${inSight} of ${WAFERS} wafers are in sight.`);
    rectangles.push(await page.evaluate<number>(RECTANGLES));
  }
  const name = `wafer gallery of ${WAFERS} × ${DIES} dies, from data to painted, at most; reference: plain rectangles`;
  // The first round fills the browser's caches.
  return atMost(name, middleOf(gallery.slice(1)), 'ms', MOST_MS, middleOf(rectangles.slice(1)));
}
