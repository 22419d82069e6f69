import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description:
    'What is read to her before she says yes or no. Versioned; which wording it was is kept with her consent.',
})
export class ConsentStatement {
  @Field(() => String, { description: 'The version of the wording.' })
  version!: string;

  @Field(() => String, { description: 'The language that it is in, which may be another than was asked for.' })
  language!: string;

  @Field(() => String, { description: 'The words, a paragraph a line.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether women who use these words have read and approved them.' })
  approvedByWomenWhoUseIt!: boolean;

  @Field(() => Int, { description: 'Days that a consent lasts unless something else is said.' })
  defaultDays!: number;

  @Field(() => Int, { description: 'Days that a consent lasts at most.' })
  maximumDays!: number;
}
