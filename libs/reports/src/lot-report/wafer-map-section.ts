import { binToken, chartTheme, waferGeometry } from '@fabwright/charts';
import type { Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import { mapTileSize } from '../document/map-tiles.ts';
import type { LegendEntry, MapTile, ReportBlock, ReportSection } from '../document/report-content.ts';
import { softBinSlots, softBinSvg } from '../figures/wafer-figures.ts';
import { pageFrame, type Paper } from '../render/paper.ts';
import type { LotReportFigures, WaferFigures } from './lot-report-figures.ts';
import { lotReportWords } from './lot-report-words.ts';

/** All wafer maps of the lot in slot order with their yields. */
export function mapSection(figures: LotReportFigures, paper: Paper, printing: Printing): ReportSection {
  const words = lotReportWords(printing.locale);
  return {
    heading: answer(figures.wafers, printing),
    short: words.mapsHeading,
    lead: words.mapsLead,
    blocks: [mapsBlock(figures, paper, printing)],
  };
}

function answer(wafers: readonly WaferFigures[], printing: Printing): string {
  const words = lotReportWords(printing.locale);
  const ordered = wafers
    .filter((wafer) => wafer.excluded === null && wafer.yields.final !== null)
    .sort((a, b) => (a.yields.final ?? 0) - (b.yields.final ?? 0));
  const [worst, best] = [ordered[0], ordered.at(-1)];
  if (!worst || !best || worst === best) return words.mapsHeading;
  const name = ({ waferId }: WaferFigures): string => printing.asIs(waferId);
  const value = ({ yields }: WaferFigures): string => printing.yield(yields.final);
  return words.mapsAnswer(name(worst), value(worst), name(best), value(best));
}

function mapsBlock(figures: LotReportFigures, paper: Paper, printing: Printing): ReportBlock {
  const shared = sharedWords(printing.locale);
  const tiles = tilesOf(figures, paper, printing);
  if (tiles.length === 0) return { kind: 'text', text: shared.missing.maps };
  return { kind: 'maps', title: '', caption: '', legend: legend(figures, printing), tiles };
}

function tilesOf(figures: LotReportFigures, paper: Paper, printing: Printing): MapTile[] {
  const words = lotReportWords(printing.locale);
  const byId = new Map(figures.wafers.map((wafer) => [wafer.waferId, wafer]));
  const geometry = waferGeometry(figures.geometry);
  const slots = softBinSlots(figures.bins);
  const size = mapTileSize(pageFrame(paper), printing.locale);
  return (figures.maps ?? []).map((map) => {
    const wafer = byId.get(map.waferId);
    const [final, firstPass, record] = wafer
      ? [wafer.yields.final, wafer.yields.firstPass, wafer.yields.record]
      : [null, null, null];
    const excluded = wafer?.excluded ? ` · ${words.mapExcluded}` : '';
    return {
      title: `${printing.asIs(map.waferId)}${excluded}`,
      lines: words.mapLines(printing.yield(final), printing.yield(firstPass), printing.yield(record)),
      svg: softBinSvg(map, geometry, slots, size),
    };
  });
}

/** Good, recovered, and the bins that have a colour of their own and occur here. */
function legend({ bins, losses }: LotReportFigures, printing: Printing): LegendEntry[] {
  const shared = sharedWords(printing.locale);
  const { colours } = chartTheme('print');
  const occurring = new Set(losses.map((loss) => loss.number));
  const coloured = bins
    .filter((bin) => bin.kind === 'soft' && !bin.pass && bin.slot > 0 && bin.slot <= 6 && occurring.has(bin.number))
    .sort((a, b) => a.slot - b.slot);
  const hasOthers = losses.some((loss) => !coloured.some((bin) => bin.number === loss.number));
  return [
    { label: shared.pass, colour: colours['bin-pass'] },
    { label: shared.recovered, colour: colours['bin-recovered'] },
    ...coloured.map((bin) => ({ label: printing.asIs(bin.name), colour: colours[binToken(bin.slot)] })),
    ...(hasOthers ? [{ label: shared.otherBins, colour: colours['bin-other'] }] : []),
  ];
}
