import { Logger } from '@nestjs/common';
import type { Figure } from '../document/report-content.ts';

const log = new Logger('ReportFigure');

/**
 * Draws a figure, or leaves its box with the reason: one picture that can't be made must not hold back the report.
 * @param reason said in the box, without digits
 */
export function drawFigure(
  frame: Pick<Figure, 'title' | 'caption' | 'heightPt'>,
  reason: string,
  draw: () => string | null,
): Figure {
  try {
    const svg = draw();
    return svg === null ? { ...frame, svg: null, missing: reason } : { ...frame, svg };
  } catch (error) {
    log.error({ err: error, figure: frame.title }, 'a figure of a report could not be drawn and is left out');
    return { ...frame, svg: null, missing: reason };
  }
}
