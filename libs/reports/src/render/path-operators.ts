const NUMBER = String.raw`(-?[\d.]+)`;
const PIECE = new RegExp(`M${NUMBER} ${NUMBER}(?:h${NUMBER}v${NUMBER}h-(?:\\3)z|h${NUMBER}|v${NUMBER})`, 'y');

/**
 * A path of rectangles and of lines along the axes in operators of PDF, which has one for a rectangle. Null for any
 * other path.
 */
export function pathOperators(d: string): string | null {
  const operators: string[] = [];
  PIECE.lastIndex = 0;
  for (let end = 0; end < d.length; end = PIECE.lastIndex) {
    const [, x = '', y = '', width, height, right, down] = PIECE.exec(d) ?? [];
    if (x === '') return null;
    if (width !== undefined) operators.push(`${x} ${y} ${width} ${height} re`);
    else
      operators.push(
        `${x} ${y} m ${right === undefined ? x : sum(x, right)} ${down === undefined ? y : sum(y, down)} l`,
      );
  }
  return operators.join('\n');
}

/** In thousandths, which is finer than a path is written. */
function sum(from: string, by: string): number {
  return Math.round((Number(from) + Number(by)) * 1000) / 1000;
}
