import { chartTheme, svgForPdf, toTrendOption, type TrendAlarmKind, type TrendView } from '@fabwright/charts';
import { renderSvg } from '@fabwright/charts/engine';
import type { FabCalendar } from '@fabwright/facts';
import type { Printing } from '../content/printing.ts';
import { CHINESE_FONT, LATIN_FONT } from '../render/fonts.ts';
import { trendLabels } from './figure-labels.ts';
import { toPx } from './figure-size.ts';

/** A trend as the Overview answers it: yields are fractions of 1. */
export interface TrendFigures {
  readonly points: readonly {
    readonly key: string;
    readonly at: Date;
    readonly value: number;
    readonly median7: number | null;
    readonly wafers: number;
    readonly gross: number;
    readonly alarms: readonly { readonly kind: string; readonly rule: string }[];
    readonly complete: boolean;
  }[];
  readonly limits: { readonly lower: number; readonly mean: number; readonly upper: number } | null;
}

export interface TrendFrame {
  readonly calendar: FabCalendar;
  readonly floor: number | null;
  readonly target: number | null;
  /** A lot to point at, by a dotted vertical with its name. */
  readonly marked?: string;
}

const ALARM_KINDS: readonly string[] = ['sigma', 'slope', 'floor'] satisfies TrendAlarmKind[];

/** The screen's trend view of the same figures. */
export function trendView({ points, limits }: TrendFigures, frame: TrendFrame): TrendView {
  const marked = points.find((point) => point.key === frame.marked);
  return {
    yieldKind: 'final',
    grouping: 'lot',
    calendar: frame.calendar,
    points: points.map((point) => ({
      key: point.key,
      at: point.at,
      value: point.value,
      median: point.median7,
      wafers: point.wafers,
      gross: point.gross,
      alarms: point.alarms.flatMap(({ kind, rule }) => (isAlarmKind(kind) ? [{ kind, rule }] : [])),
      incomplete: !point.complete,
    })),
    limits,
    floor: frame.floor,
    target: frame.target,
    ...(marked ? { events: [{ at: marked.at, label: marked.key }] } : {}),
  };
}

function isAlarmKind(kind: string): kind is TrendAlarmKind {
  return ALARM_KINDS.includes(kind);
}

/** The trend by the screen's own option; null without points. Sizes in points. */
export function trendSvg(view: TrendView, printing: Printing, widthPt: number, heightPt: number): string | null {
  if (view.points.length === 0) return null;
  const size = { widthPx: toPx(widthPt), heightPx: toPx(heightPt) };
  const option = toTrendOption(view, chartTheme('print'), printing.locale, size);
  const svg = renderSvg(option, { width: size.widthPx, height: size.heightPx });
  const labels = trendLabels(view, option, printing.locale);
  return printing.figure(svgForPdf(svg, { latin: LATIN_FONT, chinese: CHINESE_FONT }), labels);
}
