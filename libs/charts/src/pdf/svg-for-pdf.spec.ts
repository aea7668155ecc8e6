import { describe, expect, it } from 'vitest';
import '../engine/index.ts';
import { renderSvg } from '../engine/render-svg.ts';
import { chartTheme } from '../theme/chart-theme.ts';
import { paperColour } from './css-colour.ts';
import { svgForPdf } from './svg-for-pdf.ts';

describe('colours that PDF does not read', () => {
  it.each([
    ['#2e5ad114', '#2e5ad1', 0.078],
    ['#abc', '#aabbcc', 1],
    ['#abc8', '#aabbcc', 0.533],
    ['rgb(255 0 0 / 50%)', '#ff0000', 0.5],
    ['rgba(0, 128, 255, 0.25)', '#0080ff', 0.25],
    ['hsl(120, 100%, 25%)', '#008000', 1],
    ['oklch(62.8% 0.25768 29.234)', '#ff0000', 1],
    ['oklch(1 0 0)', '#ffffff', 1],
  ])('%s becomes %s with opacity %d', (text, hex, opacity) => {
    expect(paperColour(text)).toEqual({ hex, opacity });
  });

  it('paints nothing for transparent and none', () => {
    expect(paperColour('transparent')?.hex).toBeNull();
    expect(paperColour('none')?.hex).toBeNull();
  });

  it('leaves references to gradients alone', () => {
    expect(paperColour('url(#g)')).toBeNull();
  });
});

describe('a chart made ready for the PDF', () => {
  it('splits a colour with alpha into colour and opacity, times the opacity it already has', () => {
    expect(svgForPdf('<svg><path fill="#1c58c780" fill-opacity="0.5" stroke="#00000000"/></svg>')).toBe(
      '<svg><path fill="#1c58c7" fill-opacity="0.251" stroke="#000000" stroke-opacity="0"/></svg>',
    );
  });

  it('draws a halo as an outline and then the text', () => {
    const svg = svgForPdf(
      '<svg><text fill="#111111" stroke="#ffffff" stroke-width="3" paint-order="stroke" x="1">rule 1</text></svg>',
    );
    expect(svg).toBe(
      '<svg><text fill="none" stroke="#ffffff" stroke-width="3" x="1" font-family="Inter">rule 1</text>' +
        '<text fill="#111111" x="1" font-family="Inter">rule 1</text></svg>',
    );
  });

  it('chooses one font a text, by its script', () => {
    const svg = svgForPdf(
      `<svg><text style="font-size:11px;font-family:'Inter', sans-serif;">UCL</text><text font-family="a,b">均值 93.9</text></svg>`,
    );
    expect(svg).toContain('<text font-size="11px" font-family="Inter">UCL');
    expect(svg).toContain('<text font-family="NotoSansSC">均值 93.9');
  });

  it('drops styles, classes and filters', () => {
    const svg = svgForPdf(
      '<svg><style><![CDATA[.a:hover{fill:red}]]></style><filter id="f"><feBlur/></filter><g class="a" filter="url(#f)"/></svg>',
    );
    expect(svg).toBe('<svg><g/></svg>');
  });

  it('renames ids in order and lets references follow', () => {
    const svg =
      '<svg><defs><clipPath id="zr9-c4"><rect/></clipPath></defs><g id="zr9-lonely" clip-path="url(#zr9-c4)"/><use xlink:href="#zr9-c4"/></svg>';
    expect(svgForPdf(svg)).toBe(
      '<svg><defs><clipPath id="c1"><rect/></clipPath></defs><g clip-path="url(#c1)"/><use xlink:href="#c1"/></svg>',
    );
  });

  it('refuses what paper would lose in silence', () => {
    expect(() => svgForPdf('<svg><foreignObject/></svg>')).toThrow(/foreignObject/);
    expect(() => svgForPdf('<svg><path fill="var(--ink)"/></svg>')).toThrow(/unresolved colour/);
  });

  it('gives equal bytes for equal charts, whatever was drawn before', () => {
    const option = {
      xAxis: { data: ['a', '良率'] },
      yAxis: {},
      series: [{ type: 'line', data: [1, 2], label: { show: true, textBorderColor: '#fff', textBorderWidth: 2 } }],
      textStyle: { fontFamily: chartTheme('light').fontFamily },
    };
    const draw = (): string => svgForPdf(renderSvg(option, { width: 300, height: 200 }));
    const first = draw();
    renderSvg(option, { width: 99, height: 99 });
    expect(draw()).toBe(first);
    expect(first).not.toMatch(/class=|style|zr\d|paint-order|quot/);
  });
});
