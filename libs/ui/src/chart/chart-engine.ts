/**
 * The lazy half of the chart: whoever imports this file pulls in ECharts, so only a dynamic import may.
 */
export { echarts, renderSvg } from '@fabwright/charts/engine';
