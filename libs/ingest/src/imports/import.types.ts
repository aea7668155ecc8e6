import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@fabwright/platform';
import { ThreeYields } from '@fabwright/quality';

@ObjectType({ description: 'Something odd in a file that did not hinder its import.' })
export class ImportWarning {
  @Field(() => String, { description: 'Stable code that the dashboard translates.' })
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => Int, { description: 'How often it was seen.' })
  count!: number;

  @Field(() => Float, { nullable: true, description: 'Where it was seen first, in the unpacked file.' })
  byteOffset!: number | null;

  @Field(() => String, { nullable: true, description: 'In which record it was seen first.' })
  record!: string | null;
}

@ObjectType({ description: 'Why nothing of the file was taken, where in it, and what to do.' })
export class ImportError {
  @Field(() => String, { description: 'Stable code that the dashboard translates.' })
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => Float, { nullable: true })
  byteOffset!: number | null;

  @Field(() => String, { nullable: true })
  record!: string | null;

  @Field(() => String)
  remedy!: string;
}

@ObjectType({ description: 'What a file of defects brought.' })
export class InspectionBrought {
  @Field(() => String, { description: 'The inspected step or layer.' })
  step!: string;

  @Field(() => String)
  tool!: string;

  @Field(() => Int)
  defects!: number;
}

@ObjectType({ description: 'What the file brought; yields after it was merged with what was there before.' })
export class ImportSummary {
  @Field(() => [ID])
  lots!: readonly string[];

  @Field(() => ID, { nullable: true })
  lotId!: string | null;

  @Field(() => ID, { nullable: true })
  productId!: string | null;

  @Field(() => String)
  insertion!: string;

  @Field(() => String, { description: 'production, engineering or qualification, as the tester’s mode says.' })
  lotType!: string;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int, { description: 'Distinct tested dies.' })
  dies!: number;

  @Field(() => Int)
  partRecords!: number;

  @Field(() => Int)
  tests!: number;

  @Field(() => Float, { description: 'Parametric results.' })
  results!: number;

  @Field(() => ThreeYields)
  yields!: ThreeYields;

  @Field(() => Date, { nullable: true })
  testedFrom!: Date | null;

  @Field(() => Date, { nullable: true })
  testedTo!: Date | null;

  @Field(() => String, { description: 'new, correction, retest or second-insertion.' })
  relation!: string;

  @Field(() => InspectionBrought, { nullable: true, description: 'Null for wafer sort.' })
  inspection!: InspectionBrought | null;
}

@ObjectType()
export class FileImport {
  @Field(() => ID)
  importId!: string;

  @Field(() => String)
  fileName!: string;

  @Field(() => Float)
  byteSize!: number;

  @Field(() => String, { description: 'upload, cli or drop.' })
  origin!: string;

  @Field(() => String, { description: 'stdf, klarf, e142 or g85 by its content; unknown until it was read.' })
  format!: string;

  @Field(() => String, { description: 'queued, running, done, failed or duplicate.' })
  state!: string;

  @Field(() => Float, { description: 'Share of the file that was read, 0 to 1.' })
  progress!: number;

  @Field(() => String)
  requestedBy!: string;

  @Field(() => Date)
  requestedAt!: Date;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => ImportSummary, { nullable: true })
  summary!: ImportSummary | null;

  @Field(() => [ImportWarning])
  warnings!: readonly ImportWarning[];

  @Field(() => ImportError, { nullable: true })
  error!: ImportError | null;

  @Field(() => ID, { nullable: true, description: 'The import that brought the same content before.' })
  duplicateOf!: string | null;
}

@ObjectType()
export class ImportConnection {
  @Field(() => [FileImport])
  rows!: FileImport[];

  @Field(() => Int)
  total!: number;

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
