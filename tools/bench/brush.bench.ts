import type { Page } from '@playwright/test';
import { atMost, type BenchRow } from './bench-row.ts';
import { openDashboard } from './dashboard-browser.ts';
import { startFilledDatabase } from './filled-database.ts';
import { middleOf } from './median.ts';
import { FILLED } from './yield-database.ts';

const MOST_MS = 100;
const RUNS = 7;
const VIEWPORT = { width: 1440, height: 1200 };
const SIZES = [2_000, 20_000] as const;
/** Nothing is painted for so long: the brush is through. */
const QUIET_MS = 700;

/**
 * Runs in the page before its own code: notes what the linked panels say before a brush, and the frame after the one
 * that shows the last change of the page's content after it. Not the tab's title nor the navigation, which the written
 * link sets once more, nor the tip under the pointer, which the chart takes away a tenth of a second later. Paint is
 * noticed by the clearing of a canvas and the filling of shapes, not by rectangles: a chart of many points paints one
 * for each, and to note all of them would be measured along.
 */
const WATCH = `(() => {
  globalThis.linkedText = () => document.querySelector('fw-explore-linked')?.innerText ?? '';
  const watch = (globalThis.repaint = { ended: Infinity, changed: 0, painted: 0, before: '' });
  // what changes before a frame is drawn is on the screen when the next one begins, what changes after it a frame later
  const drawn = new MessageChannel();
  let [beforeDrawing, framesLeft] = [false, 0];
  drawn.port1.onmessage = () => (beforeDrawing = false);
  const frame = () => {
    if (framesLeft > 0 && (framesLeft -= 1) === 0) watch.painted = performance.now();
    beforeDrawing = true;
    drawn.port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const changed = () => {
    if (watch.ended === Infinity) return;
    watch.changed = performance.now();
    framesLeft = beforeDrawing ? 1 : 2;
  };
  addEventListener('pointerdown', () => (watch.before = linkedText()), { capture: true });
  addEventListener('pointerup', ({ timeStamp }) => (watch.ended = timeStamp), { capture: true });
  const isContent = ({ target }) => {
    const element = target.closest ? target : target.parentElement;
    return element?.closest('fw-yield-page') && !element.closest('.fw-tip');
  };
  new MutationObserver((changes) => {
    if (changes.some(isContent)) changed();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const pen = CanvasRenderingContext2D.prototype;
  for (const name of ['fill', 'clearRect', 'drawImage', 'putImageData']) {
    const own = pen[name];
    pen[name] = function (...given) {
      changed();
      return own.apply(this, given);
    };
  }
})()`;

/** From the end of the drag to the frame after the one that shows the last change, once the linked panels say something else, ms. */
const TAKEN = `new Promise((taken) => {
  const look = () => {
    const { ended, changed, painted, before } = repaint;
    // the text last: to ask for it lays the page out, in the middle of what is measured
    if (painted > changed && performance.now() - changed > ${QUIET_MS} && linkedText() !== before) {
      repaint.ended = Infinity;
      taken(painted - ended);
    } else setTimeout(look, 50);
  };
  look();
})`;

/** As many dots on a canvas of the window's size, to the same frame. */
const DOTS = (points: number): string => `new Promise((painted) => {
  const begin = performance.now();
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  canvas.style.cssText = 'position: fixed; inset: 0; z-index: 1000';
  const pen = canvas.getContext('2d');
  pen.beginPath();
  for (let dot = 0; dot < ${points}; dot += 1) pen.rect((dot * 7) % innerWidth, (dot * 13) % innerHeight, 3, 3);
  pen.fill();
  document.body.append(canvas);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    painted(performance.now() - begin);
    canvas.remove();
  }));
})`;

/**
 * Milliseconds from the end of a brush over a third of the trend's points, each a wafer, to the frame that shows the
 * last of what follows it: trend, boxes, losses by bin, lots. The built dashboard on the built api, a real pointer.
 * Reference of the same run: as many dots on a canvas.
 */
export async function rows(): Promise<BenchRow[]> {
  const found: BenchRow[] = [];
  for (const points of SIZES) found.push(await ofSize(points));
  return found;
}

async function ofSize(points: number): Promise<BenchRow> {
  const lots = points / FILLED.wafersPerLot;
  const size = { ...FILLED, lots, dies: 100, columns: 10, tests: 1, steps: 2, summaries: 'none' } as const;
  const database = await startFilledDatabase(size);
  const dashboard = await openDashboard(database, VIEWPORT, WATCH);
  try {
    return await measured(dashboard.page, dashboard.address, points);
  } finally {
    await dashboard.stop();
  }
}

async function measured(page: Page, address: string, points: number): Promise<BenchRow> {
  await page.goto(`${address}/yield?by=wafer&t=-26w`);
  await page.locator('fw-explore-linked fw-data-table tbody tr').first().waitFor({ timeout: 60_000 });
  await page.locator('fw-explore-trend fw-chart').locator('canvas, svg').first().waitFor();
  await page.waitForTimeout(2 * QUIET_MS);
  const [brushed, dots]: [number[], number[]] = [[], []];
  for (let run = 0; run <= RUNS; run += 1) {
    brushed.push(await brush(page, run));
    dots.push(await page.evaluate<number>(DOTS(points)));
  }
  const name = `brush over ${points.toLocaleString('en-US')} points to the last linked chart, at most; reference: as many dots`;
  // The first round warms the code up.
  return atMost(name, middleOf(brushed.slice(1)), 'ms', MOST_MS, middleOf(dots.slice(1)));
}

/** A rectangle over a third of the time, somewhere else each time. */
async function brush(page: Page, run: number): Promise<number> {
  const box = await page.locator('fw-explore-trend fw-chart').boundingBox();
  if (!box) throw new Error('There is no trend.');
  const left = box.x + box.width * (0.1 + 0.05 * (run % 6));
  await page.mouse.move(left, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(left + box.width * 0.3, box.y + box.height - 60, { steps: 4 });
  await page.mouse.up();
  return page.evaluate<number>(TAKEN);
}
