import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DefectClass } from './defects.types.ts';

@ObjectType({ description: 'One inspection of a wafer; columns of one entry a defect.' })
export class WaferInspection {
  @Field(() => String)
  inspectionId!: string;

  @Field(() => String)
  stepId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => String)
  toolId!: string;

  @Field(() => Date)
  inspectedAt!: Date;

  @Field(() => Int)
  defects!: number;

  @Field(() => Float, { nullable: true, description: 'In 1/cm².' })
  density!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Defects that the inspection before did not have; null for the first.',
  })
  adders!: number | null;

  @Field(() => [DefectClass])
  classes!: DefectClass[];

  @Field(() => String, {
    description: 'Base64 of little-endian float32: mm from the centre, notch down; NaN = no place.',
  })
  x!: string;

  @Field(() => String)
  y!: string;

  @Field(() => String, { description: 'Base64 of little-endian float32, in µm.' })
  size!: string;

  @Field(() => String, { description: 'Base64 of little-endian int16.' })
  classCode!: string;

  @Field(() => String, { description: 'Base64 of int8: 1 = the inspection before did not have it.' })
  added!: string;
}
