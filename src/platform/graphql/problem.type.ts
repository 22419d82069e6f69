import { Field, InterfaceType, ObjectType } from '@nestjs/graphql';

/** Classes that implement it bear the name of their GraphQL type, so the constructor's name says which one it is. */
@InterfaceType({
  description: 'Every refusal that a worker can mend.',
  resolveType: (problem: object) => problem.constructor.name,
})
export abstract class Problem {
  @Field(() => String, {
    description:
      'What is wrong and what to do about it, in plain words, fit to be shown. Never repeats what was entered.',
  })
  message!: string;
}

@ObjectType({ description: 'One thing to mend in what was entered.' })
export class InputProblem {
  @Field(() => String, {
    description:
      'Where it is, from the argument or the input down, parts joined by dots and list places as numbers: `childrenAges`, `schedules.0.opensAt`.',
  })
  path!: string;

  @Field(() => String, { description: 'What to change there. Never repeats the value.' })
  message!: string;
}

@ObjectType({
  description: 'What was entered cannot be used; nothing was written. Mend each of `problems` and send it again.',
  implements: () => [Problem],
})
export class InvalidInput extends Problem {
  @Field(() => [InputProblem], { description: 'All that is to be mended, not only the first of it.' })
  problems!: InputProblem[];
}

@ObjectType({
  description:
    'There is nothing here that this reader may use. The same answer for what does not exist and for what is somebody else’s; nothing was written.',
  implements: () => [Problem],
})
export class Forbidden extends Problem {}
