import { DieGeometry } from '@fabwright/fab';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { NotFoundList } from '../explore/not-found-list.types.ts';
import { GroupOverlap } from '../population/group-overlap.types.ts';

export enum ZoneKind {
  RINGS = 'rings',
  SECTORS = 'sectors',
  QUADRANTS = 'quadrants',
  EDGE = 'edge',
  RETICLE_POSITION = 'reticle-position',
  SHOTS = 'shots',
}
registerEnumType(ZoneKind, {
  name: 'ZoneKind',
  description:
    'How a wafer is cut: 5 rings of equal area, 8 sectors, quadrants, the outer 10 mm, positions in the reticle, or shots.',
});

@ObjectType({ description: 'Wafers laid on each other.' })
export class WaferStack {
  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Int, { description: 'Wafers that were chosen; of more than can be laid on each other, the newest are.' })
  wafersInAll!: number;

  @Field(() => Float, { nullable: true, description: 'Failing dies of dies with a verdict, a fraction of 1.' })
  failRate!: number | null;

  @Field(() => String, { description: 'Where its bytes are: dies with their counts.' })
  url!: string;
}

@ObjectType({ description: 'A zone of the wafer in one group, or in two with their difference. Fractions of 1.' })
export class StackZone {
  @Field(() => Int, {
    description: 'From 0: rings from the centre, sectors and quadrants anticlockwise from +X, reticle by rows.',
  })
  zone!: number;

  @Field(() => Float, { nullable: true })
  rate!: number | null;

  @Field(() => Float, { nullable: true })
  otherRate!: number | null;

  @Field(() => Float, { nullable: true, description: 'Of the means over lots: the unit that is independent.' })
  difference!: number | null;

  @Field(() => Float, { nullable: true })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => Float, { nullable: true, description: 'Corrected for all zones (max-statistic over permuted lots).' })
  adjustedP!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'All its dies as a filter takes them; null where they lie too scattered for one.',
  })
  dies!: string | null;
}

@ObjectType({ description: 'Where wafers fail, and how two groups differ.' })
export class StackComparison {
  @Field(() => DieGeometry)
  geometry!: DieGeometry;

  @Field(() => WaferStack)
  stack!: WaferStack;

  @Field(() => WaferStack, { nullable: true })
  other!: WaferStack | null;

  @Field(() => [StackZone])
  zones!: StackZone[];

  @Field(() => Int, { nullable: true, description: 'Dies across and up a reticle, for positions in it.' })
  reticleColumns!: number | null;

  @Field(() => Int, { nullable: true })
  reticleRows!: number | null;

  @Field(() => Boolean, { description: 'The product’s definition says how its reticle lies.' })
  reticleKnown!: boolean;

  @Field(() => String, { nullable: true, description: 'paired or independent; null without a second group.' })
  design!: string | null;

  @Field(() => String, { nullable: true, description: 'Why differences carry no interval, as a code: too-few-lots.' })
  untested!: string | null;

  @Field(() => Int, { description: 'Lots that a paired design could not use.' })
  lotsLeftOut!: number;

  @Field(() => NotFoundList)
  notFound!: NotFoundList;

  @Field(() => GroupOverlap, { nullable: true, description: 'Null without a second group.' })
  overlap!: GroupOverlap | null;
}

@ObjectType()
export class GalleryWafer {
  @Field(() => ID)
  lotId!: string;

  @Field(() => ID)
  waferId!: string;

  @Field(() => String)
  lotNo!: string;

  @Field(() => Int, { nullable: true })
  slot!: number | null;

  @Field(() => Date)
  testedAt!: Date;

  @Field(() => Float, { nullable: true, description: 'Final yield, a fraction of 1.' })
  yield!: number | null;
}

export enum GallerySort {
  TESTED_AT = 'testedAt',
  YIELD = 'yield',
  SLOT = 'slot',
}
registerEnumType(GallerySort, { name: 'GallerySort', description: 'Newest first, worst first, or by slot.' });

@ObjectType({ description: 'Chosen wafers with the address of their maps, which come in the same order.' })
export class MapGallery {
  @Field(() => [GalleryWafer])
  wafers!: GalleryWafer[];

  @Field(() => Int)
  wafersInAll!: number;

  @Field(() => String)
  mapsUrl!: string;

  @Field(() => DieGeometry)
  geometry!: DieGeometry;
}
