import type { WaferGeometry, WaferMapView } from '@fabwright/charts';
import type { WaferMap } from '@fabwright/contracts';
import type { BinFragment, MapGalleryQuery } from '@fabwright/data-access';
import type { Formats } from '../../core/formats/formats.ts';
import type { GalleryTile } from '../../core/gallery/wafer-gallery.ts';
import type { Say } from '../../core/i18n/inject-say.ts';
import { colouringOf } from '../../core/maps/map-view.ts';

type Wafer = Extract<MapGalleryQuery['mapGallery'], { __typename: 'MapGallery' }>['wafers'][number];

interface Drawn {
  readonly geometry: WaferGeometry | null;
  readonly bins: readonly BinFragment[];
  /** Bins that stand out; empty = all. */
  readonly only: readonly number[];
  readonly selectedIn: (map: WaferMap) => Pick<WaferMapView, 'selected'>;
}

interface Words {
  /** Reads under `stacks`. */
  readonly say: Say;
  readonly formats: Pick<Formats, 'yield' | 'time'>;
}

/** Wafers of the gallery with their maps, which may not be here yet. */
export function galleryTiles(
  wafers: readonly Wafer[],
  maps: readonly WaferMap[],
  drawn: Drawn,
  { say, formats }: Words,
): GalleryTile[] {
  const byKey = new Map(maps.map((map) => [map.waferId, map]));
  return wafers.map(({ lotId, waferId, lotNo, slot, testedAt, yield: final }) => {
    const key = `${lotId}/${waferId}`;
    const map = byKey.get(key);
    const value = formats.yield(final);
    const note = typeof slot === 'number' ? say('slot', { slot }) : '';
    return {
      key,
      lotId,
      waferId,
      lot: lotNo,
      name: waferId,
      value,
      belowFloor: false,
      note,
      badge: null,
      label: [lotNo, waferId, value, note].filter(Boolean).join(', '),
      title: `${waferId} · ${lotNo} · ${formats.time(testedAt)}`,
      view: map ? viewOf(map, drawn) : null,
    };
  });
}

function viewOf(map: WaferMap, { geometry, bins, only, selectedIn }: Drawn): WaferMapView | null {
  return geometry && { dies: map, geometry, colouring: colouringOf(map, 'soft', bins, only), ...selectedIn(map) };
}
