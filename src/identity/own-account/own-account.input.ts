import { Field, InputType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Code } from '../../platform/graphql/index.js';

@InputType({ description: 'A new password for oneself.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password until now.' })
  @MaxLength(128, { message: 'A password has 128 characters at most.' })
  oldPassword!: string;

  @Field(() => String, { nullable: true, description: 'A code from the authenticator, where there is one.' })
  @IsOptional()
  @Code()
  code?: string | null;

  @Field(() => String, {
    description: 'The password from now on: 12 to 128 characters, none of the commonest. Best three or four words.',
  })
  @MaxLength(1000, { message: 'Choose 128 characters at most.' })
  newPassword!: string;
}

@InputType({ description: 'To enrol an authenticator one says again who one is.' })
export class EnrolSecondFactorInput {
  @Field(() => String, { description: 'Her password.' })
  @MaxLength(128, { message: 'A password has 128 characters at most.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A code from the authenticator until now (or one for a lost one), where there is one.',
  })
  @IsOptional()
  @Code()
  code?: string | null;
}
