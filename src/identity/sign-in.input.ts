import { Field, InputType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Code } from '../platform/graphql/index.js';

@InputType({ description: 'Who signs in, and how the session is to be kept.' })
export class SignInInput {
  @Field(() => String, { description: 'Her address; capitals do not matter.' })
  @MaxLength(254, { message: 'An e-mail address has 254 characters at most.' })
  email!: string;

  @Field(() => String, { description: 'Her password, 128 characters at most.' })
  @MaxLength(128, { message: 'A password has 128 characters at most.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Six digits from the authenticator, once it is enrolled, or one of the codes for a lost one. Each works once.',
  })
  @IsOptional()
  @Code()
  code?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Give the session as a `__Host-` cookie and no token (pages).',
  })
  @IsOptional()
  cookie?: boolean | null;
}
