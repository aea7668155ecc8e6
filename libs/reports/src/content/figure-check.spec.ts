import { chartTheme, toParetoOption, toTrendOption } from '@fabwright/charts';
import { renderSvg } from '@fabwright/charts/engine';
import { describe, expect, it } from 'vitest';
import { lotFigures } from '../../test/lot-figures.ts';
import type { Figure, ReportContent } from '../document/report-content.ts';
import { reportDocument } from '../document/report-document.ts';
import { paretoLabels, trendLabels } from '../figures/figure-labels.ts';
import { trendView } from '../figures/trend-svg.ts';
import { lotReport, type FinishedReport } from '../report-job/finished-report.ts';
import { checkReport } from './closing-check.ts';
import { figureViolations, textsIn } from './figure-check.ts';

const SIZE = { width: 700, height: 220 };

function checked({ content, printing, facts }: FinishedReport): { figures: number } {
  return checkReport(reportDocument(content), { facts, printing }, content.language);
}

function figuresOf({ pageOne }: ReportContent): Figure[] {
  return pageOne.flatMap((block) => {
    if (block.kind === 'figure') return [block.figure];
    return block.kind === 'figures' ? [...block.figures] : [];
  });
}

/** The report with one text of one of its figures changed, as a wrong chart builder would draw it. */
function withText(report: FinishedReport, at: number, from: string, to: string): FinishedReport {
  const figure = figuresOf(report.content)[at];
  const svg = figure?.svg ?? '';
  const forged = svg.replaceAll(`>${from}<`, `>${to}<`);
  expect(forged).not.toBe(svg);
  report.printing.figure(forged, report.printing.figures.get(svg) ?? { values: [], names: [] });
  const content = JSON.parse(
    JSON.stringify(report.content).replaceAll(JSON.stringify(svg), () => JSON.stringify(forged)),
  ) as ReportContent;
  return { ...report, content: { ...content, createdAt: report.content.createdAt } };
}

describe.each(['en', 'zh-CN'] as const)('the figures of a report in %s', (language) => {
  const report = lotReport(lotFigures({ locale: language }), { language, paper: 'A4' });

  it('are part of its closing check, and pass', () => {
    // trend, losses, stacked map, a map a wafer
    expect(checked(report).figures).toBe(28);
    const texts = figuresOf(report.content).flatMap(({ svg }) => textsIn(svg ?? ''));
    expect(texts.filter((text) => /\p{N}/u.test(text)).length).toBeGreaterThan(20);
  });

  it.each([
    ['a limit', 0, 'UCL 96.3', 'UCL 96.4'],
    ['a tick of the yield axis', 0, '92', '93'],
    ['a week', 0, 'W42', 'W43'],
    ['a loss', 1, '2.47  +1.27', '2.74  +1.27'],
    ['the sign of a change', 1, '2.41  +1.13', '2.41  −1.13'],
    ['the end of a scale', 2, '60 %', '80 %'],
  ])('are refused for %s that is not that of the data', (_what, at, from, to) => {
    expect(() => checked(withText(report, at, from, to))).toThrow(`"${to}" (not-a-fact) in "a figure: ${to}"`);
  });

  it('are refused when nobody said what they may print', () => {
    const [block] = report.content.pageOne;
    if (block?.kind !== 'figure') throw new Error('The first figure is the trend.');
    const svg = '<svg><text>97.1 %</text></svg>';
    const pageOne = [{ ...block, figure: { ...block.figure, svg } }];
    expect(() => checked({ ...report, content: { ...report.content, pageOne } })).toThrow('97.1 %');
  });
});

describe('a drawn figure', () => {
  it('of other values than its labels are worked out from is refused', () => {
    const { trend, calendar, losses } = lotFigures();
    if (!trend?.limits) throw new Error('The trend has limits.');
    const frame = { calendar, floor: 0.93, target: 0.955 };
    const view = trendView(trend, frame);
    const wrong = { ...view, limits: { ...trend.limits, mean: trend.limits.mean + 0.001 } };
    const option = toTrendOption(wrong, chartTheme('print'), 'en');
    const svg = renderSvg(option, SIZE);
    expect(figureViolations(svg, trendLabels(wrong, option, 'en'))).toEqual([]);
    expect(figureViolations(svg, trendLabels(view, option, 'en')).map(({ text }) => text)).toEqual(['Mean 94.9']);

    const [first, ...rest] = losses;
    if (!first) throw new Error('There are losses.');
    const pareto = renderSvg(
      toParetoOption({ losses: [{ ...first, loss: 0.5 }, ...rest] }, chartTheme('print'), 'en'),
      SIZE,
    );
    expect(figureViolations(pareto, paretoLabels(losses, 'en')).map(({ text }) => text)).toEqual(['50.00  +1.27']);
  });

  it('may cut a name of the data short, and no other', () => {
    const labels = { values: [], names: ['Via1 chain open at level 3', 'A & B <7>'] };
    const drawn = (text: string): string => `<svg><text x="1">${text}</text></svg>`;
    expect(figureViolations(drawn('Via1 chain...'), labels)).toEqual([]);
    expect(figureViolations(drawn('A &amp; B &lt;7&gt;'), labels)).toEqual([]);
    expect(figureViolations(drawn('Via2 chain...'), labels)).toHaveLength(1);
    expect(figureViolations(drawn('Via1 chain'), labels)).toHaveLength(1);
    expect(figureViolations(drawn('<tspan>9</tspan>2'), labels).map(({ text }) => text)).toEqual(['92']);
  });
});
