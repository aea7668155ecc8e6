import { Done, InvalidInput, NotFound, RoleEnum, unionOf, type Role } from '@fabwright/platform';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A wafer and the leg of the experiment it ran in.' })
export class LegWafer {
  @Field(() => ID)
  lot!: string;

  @Field(() => ID)
  wafer!: string;

  @Field(() => String)
  leg!: string;
}

@ObjectType()
export class ExperimentLeg {
  @Field(() => String)
  name!: string;

  @Field(() => Int)
  wafers!: number;
}

@ObjectType({ description: 'The list of a split experiment that somebody keeps. Its wafers never change.' })
export class SplitExperiment {
  @Field(() => ID, { description: 'Stands in links as `exp=id`.' })
  experimentId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  keptBy!: string;

  @Field(() => Date)
  keptAt!: Date;

  @Field(() => Boolean, { description: 'Yours.' })
  own!: boolean;

  @Field(() => Boolean, { description: 'You may rename, share and delete it.' })
  changeable!: boolean;

  @Field(() => [RoleEnum], { description: 'Roles that see it too; of its wafers only those that they may see.' })
  sharedWith!: Role[];

  @Field(() => String, { description: 'The leg that the others are compared with.' })
  control!: string;

  @Field(() => [ExperimentLeg], { description: 'The control first. Only wafers that you may see count.' })
  legs!: ExperimentLeg[];

  @Field(() => Int)
  lots!: number;

  @Field(() => [LegWafer])
  wafers!: LegWafer[];

  @Field(() => Int, { description: 'Wafers of products that you may not see.' })
  hidden!: number;
}

export const ExperimentResult = unionOf('ExperimentResult', [SplitExperiment, NotFound]);
export const KeepExperimentResult = unionOf('KeepExperimentResult', [SplitExperiment, InvalidInput]);
export const ChangeExperimentResult = unionOf('ChangeExperimentResult', [SplitExperiment, InvalidInput, NotFound]);
export const DeleteExperimentResult = unionOf('DeleteExperimentResult', [Done, NotFound]);
