import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LeadsToHer, StaffMember } from '../../identity/index.js';
import { DateTimeScalar, Forbidden, InvalidInput, PageInfo } from '../../platform/graphql/index.js';

@ObjectType({ description: 'She has another worker. Who is it now opens her record; nothing of it is shown here.' })
@LeadsToHer()
export class ClientTakenOver {
  @Field(() => ID, { description: 'Her record.' })
  clientId!: string;

  @Field(() => String, { description: 'The code on her card.' })
  code!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Her worker now.' })
  assignedTo!: StaffMember | null;
}

export const TakeOverResult = createUnionType({
  name: 'TakeOverResult',
  description: 'Whose she is now, or why that did not change.',
  types: () => [ClientTakenOver, InvalidInput, Forbidden] as const,
});

@ObjectType({ description: 'A woman whose worker has left or works with women no longer, or who never had one.' })
@LeadsToHer()
export class WomanWithoutWorker {
  @Field(() => ID, { description: 'Her record; `takeOver` gives her a worker.' })
  clientId!: string;

  @Field(() => String, { description: 'The code on her card.' })
  code!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Who was her worker; null where nobody was.' })
  was!: StaffMember | null;

  @Field(() => Int, { description: 'Her referrals that are not over.' })
  openReferrals!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'What is due first of them; null where nothing is.' })
  dueBy!: string | null;
}

@ObjectType({ description: 'One of them and her place in the list.' })
@LeadsToHer()
export class WomanWithoutWorkerEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => WomanWithoutWorker, { description: 'The woman, by code.' })
  node!: WomanWithoutWorker;
}

@ObjectType({ description: 'A page of women whom nobody walks with, what is due first.' })
@LeadsToHer()
export class WomanWithoutWorkerConnection {
  @Field(() => [WomanWithoutWorkerEdge], { description: 'The women of this page.' })
  edges!: WomanWithoutWorkerEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

@ObjectType({ description: 'A woman whom the reader walks with, as lists show her.' })
@LeadsToHer()
export class MyWoman {
  @Field(() => ID, { description: 'Her record.' })
  clientId!: string;

  @Field(() => String, { description: 'The code on her card.' })
  code!: string;

  @Field(() => Int, { description: 'Her referrals that are not over.' })
  openReferrals!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'What is due first of them; null where nothing is.' })
  dueBy!: string | null;
}

@ObjectType({ description: 'One of them and her place in the list.' })
@LeadsToHer()
export class MyWomanEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => MyWoman, { description: 'The woman, by code.' })
  node!: MyWoman;
}

@ObjectType({ description: 'A page of women whom the reader walks with, what is due first.' })
@LeadsToHer()
export class MyWomanConnection {
  @Field(() => [MyWomanEdge], { description: 'The women of this page.' })
  edges!: MyWomanEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
