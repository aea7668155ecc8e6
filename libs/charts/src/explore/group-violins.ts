import type { ChartOption } from '../theme/chart-furniture.ts';
import type { GroupBox, GroupBoxesView, GroupViolin } from './group-boxes-view.ts';

/** What ECharts gives a drawing of one's own. */
interface DrawingApi {
  coord(value: readonly [number, number]): readonly [number, number];
  size(extent: readonly [number, number]): readonly [number, number];
}

/** Share of its band that the widest violin takes. */
const WIDEST = 0.86;
const WIDEST_PX = 96;

/** The violin that is drawn for a group; null where it is drawn as a box. */
export function violinOf({ shape }: GroupBoxesView, { violin }: GroupBox): GroupViolin | null {
  return shape === 'violin' && violin && violin.at.length > 1 ? violin : null;
}

/** All violins on one scale of density, so that equal areas hold equal shares; those of a wide group are flat. */
export function violinSeries(view: GroupBoxesView, colour: (box: GroupBox) => string): ChartOption[] {
  const violins = view.boxes.map((box) => violinOf(view, box));
  const peak = Math.max(0, ...violins.flatMap((violin) => violin?.density ?? []));
  if (!(peak > 0)) return [];
  return [
    {
      id: 'violins',
      type: 'custom',
      data: view.boxes.map((box, place) => ({ name: box.label, value: [place, box.median] })),
      renderItem: ({ dataIndex }: { dataIndex: number }, api: DrawingApi) => {
        const [box, violin] = [view.boxes[dataIndex], violins[dataIndex]];
        if (!box || !violin) return null;
        const points = outline(violin, dataIndex, peak, api);
        const fill = colour(box);
        return { type: 'polygon', shape: { points }, style: { fill, opacity: 0.28, stroke: fill, lineWidth: 1 } };
      },
    },
  ];
}

/** Up its right side and down its left one. */
function outline(
  { at, density }: GroupViolin,
  place: number,
  peak: number,
  api: DrawingApi,
): (readonly [number, number])[] {
  const half = Math.min(api.size([1, 0])[0] * WIDEST, WIDEST_PX) / 2;
  const side = (sign: 1 | -1): (readonly [number, number])[] =>
    at.map((value, index) => {
      const [x, y] = api.coord([place, value]);
      return [x + (sign * half * (density[index] ?? 0)) / peak, y];
    });
  return [...side(1), ...side(-1).reverse()];
}
