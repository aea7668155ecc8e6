/** A page that is never quiet gets its charts all the same. */
const LONGEST_WAIT_MS = 300;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Resolves once the browser has painted what the page shows and rests, one caller after the other: what is slow to be
 * drawn the first time takes turns, so that maps and tables are seen, and keys are heard, in between.
 */
export function quietMoment(): Promise<unknown> {
  turn = turn.then(rest);
  return turn;
}

function rest(): Promise<unknown> {
  return new Promise((rested) => {
    // not every browser tells when it rests: after the next frame it has at least painted
    if ('requestIdleCallback' in globalThis) requestIdleCallback(rested, { timeout: LONGEST_WAIT_MS });
    else requestAnimationFrame(() => setTimeout(rested));
  });
}
