import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/index.js';
import { Area } from '../area.type.js';

@ObjectType({ description: 'On how many different days, in a band: never exact.' })
export class DayRange {
  @Field(() => Int, { description: 'On this many days at least.' })
  atLeast!: number;

  @Field(() => Int, { nullable: true, description: 'On this many days at most; null where the band is open above.' })
  atMost!: number | null;
}

@ObjectType({
  description:
    'One thing that had to be so, by itself: which conditions stood together is not told, because a rare combination is one woman.',
})
export class UnmetCondition {
  @Field(() => String, {
    description:
      'Code of an attribute, or `hours` `age` `children` `languages` `capacity` for a condition of that kind; what it was is not kept.',
  })
  code!: string;

  @Field(() => DayRange, { description: 'On how many days the service was needed there with this condition.' })
  days!: DayRange;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of `places` answer YES now; null for a kind, which no answer stands for.',
  })
  placesYes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of `places` depend, or were never asked: to be called first. Null for a kind.',
  })
  placesToAsk!: number | null;
}

@ObjectType({
  description:
    'Need of one service in one area that ended with nothing, against the places that are there now. Told from three different days on.',
})
export class UnmetNeed {
  @Field(() => String, {
    nullable: true,
    description: 'Code of the service or group that was needed; null where none was named.',
  })
  service!: string | null;

  @Field(() => Area, {
    nullable: true,
    description:
      'Where it was needed. Null where no area was named, or where the area was named too rarely to be told: then it is in this row with all of those.',
  })
  area!: Area | null;

  @Field(() => DayRange, { description: 'On how many different days.' })
  days!: DayRange;

  @Field(() => Int, {
    description: 'Published listings that offer it, in this area or within it; everywhere where there is no area.',
  })
  places!: number;

  @Field(() => [UnmetCondition], { description: 'What had to be so on three days at least, most days first.' })
  conditions!: UnmetCondition[];
}

@ObjectType({ description: 'One unmet need and its place in the list.' })
export class UnmetNeedEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => UnmetNeed, { description: 'The need.' })
  node!: UnmetNeed;
}

@ObjectType({ description: 'A page of unmet needs.' })
export class UnmetNeedConnection {
  @Field(() => [UnmetNeedEdge], { description: 'The needs of this page.' })
  edges!: UnmetNeedEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;

  @Field(() => Boolean, {
    description: 'There was need besides these that is too rare to be told without pointing at a woman.',
  })
  moreTooRareToTell!: boolean;
}
