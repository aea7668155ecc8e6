import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, NotFound, unionOf } from '@fabwright/platform';

@ObjectType({ description: 'Where dies lie. Coordinates: notch down, X right, Y up.' })
export class DieGeometry {
  @Field(() => Float)
  diameterMm!: number;

  @Field(() => Float, { nullable: true })
  dieWidthMm!: number | null;

  @Field(() => Float, { nullable: true })
  dieHeightMm!: number | null;

  @Field(() => Float, { nullable: true })
  edgeExclusionMm!: number | null;

  @Field(() => Boolean, { description: 'False: taken from the dies that were tested, since no die map is defined.' })
  defined!: boolean;

  @Field(() => String, { nullable: true, description: 'Where the notch was before normalisation.' })
  originalNotch!: string | null;

  @Field(() => Int)
  minX!: number;

  @Field(() => Int)
  maxX!: number;

  @Field(() => Int)
  minY!: number;

  @Field(() => Int)
  maxY!: number;
}

@ObjectType()
export class Bin {
  @Field(() => String, { description: 'hard or soft.' })
  kind!: string;

  @Field(() => Int)
  number!: number;

  @Field(() => String)
  name!: string;

  @Field(() => Boolean)
  pass!: boolean;

  @Field(() => Int, { description: 'Colour slot 1–6, for good; 0 = passes, or other.' })
  slot!: number;
}

@ObjectType({ description: 'What is aimed at; yields are fractions of 1.' })
export class ProductTarget {
  @Field(() => String)
  insertion!: string;

  @Field(() => Float, { nullable: true })
  yieldTarget!: number | null;

  @Field(() => Float, { nullable: true })
  floor!: number | null;

  @Field(() => String, { nullable: true, description: 'event, or the person who set it.' })
  setBy!: string | null;

  constructor(fields: { insertion: string; yieldTarget: number | null; floor: number | null; setBy: string | null }) {
    Object.assign(this, fields);
  }
}

@ObjectType()
export class Product {
  @Field(() => ID)
  productId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  customer!: string | null;

  @Field(() => Int, { description: 'Version of the definition; 0 = known from results alone.' })
  version!: number;

  @Field(() => String, { description: 'event, screen or results.' })
  definedBy!: string;

  @Field(() => DieGeometry)
  geometry!: DieGeometry;

  @Field(() => Int, { description: 'Dies of the die map; 0 where none is defined.' })
  grossDies!: number;

  @Field(() => [Bin])
  bins!: Bin[];

  @Field(() => [ProductTarget])
  insertions!: ProductTarget[];

  @Field(() => Int)
  tests!: number;

  @Field(() => String, { nullable: true })
  dieMapUrl!: string | null;

  constructor(fields: Product) {
    Object.assign(this, fields);
  }
}

export const ProductResult = unionOf('ProductResult', [Product, InvalidInput, NotFound, Forbidden]);
export const ProductTargetResult = unionOf('ProductTargetResult', [ProductTarget, InvalidInput, NotFound, Forbidden]);
