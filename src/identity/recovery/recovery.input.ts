import { Field, InputType } from '@nestjs/graphql';
import { MaxLength } from 'class-validator';

@InputType({ description: 'What she gives when she uses the link of a recovery.' })
export class RecoverAccountInput {
  @Field(() => String, { description: 'What stands behind the # of the link that the second person handed her.' })
  @MaxLength(100, { message: 'This is not what stands behind the # of a link.' })
  token!: string;

  @Field(() => String, { description: 'The word that the first person told her.' })
  @MaxLength(64, { message: 'This is not a word that was told here.' })
  word!: string;

  @Field(() => String, {
    description: 'Her new password: 12 to 128 characters, none of the commonest. Best three or four words.',
  })
  @MaxLength(1000, { message: 'Choose 128 characters at most.' })
  password!: string;
}
