import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { IsOptional, Max, MaxLength } from 'class-validator';
import {
  Age,
  Ages,
  Codes,
  Id,
  Ids,
  Kilometres,
  Languages,
  Latitude,
  Longitude,
  Nested,
  NotNegative,
  PointOrArea,
} from '../platform/graphql/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';

@InputType({
  description:
    'A point, or an area by name. Distance is measured to the door where the door may be known, and to the area’s own fixed centre where it may not, so that no run of searches finds a confidential door.',
})
export class NearInput {
  @Field(() => Float, { nullable: true, description: 'Degrees north (WGS 84), together with `longitude`.' })
  @IsOptional()
  @Latitude()
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east (WGS 84), together with `latitude`.' })
  @IsOptional()
  @Longitude()
  longitude?: number | null;

  @Field(() => ID, { nullable: true, description: 'An area instead of a point.' })
  @IsOptional()
  @Id()
  areaId?: string | null;

  @Field(() => Float, { description: 'Farthest away, in kilometres; more than 0 and 500 at most.' })
  @Kilometres()
  withinKm!: number;
}

@InputType({ description: 'A point or an area that she must keep away from; distance as in NearInput.' })
export class FarFromInput {
  @Field(() => Float, { nullable: true, description: 'Degrees north (WGS 84), together with `longitude`.' })
  @IsOptional()
  @Latitude()
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east (WGS 84), together with `latitude`.' })
  @IsOptional()
  @Longitude()
  longitude?: number | null;

  @Field(() => ID, { nullable: true, description: 'An area instead of a point.' })
  @IsOptional()
  @Id()
  areaId?: string | null;

  @Field(() => Float, { description: 'Least distance, in kilometres; 500 at most.' })
  @NotNegative()
  @Max(500, { message: 'Give kilometres, 500 at most.' })
  atLeastKm!: number;
}

@InputType({
  description:
    'What she needs and what must be so. Everything given must hold, but for `niceToHave`; what is unknown or depends puts a listing under `callFirst`, a known NO leaves it out.',
})
export class FindListingsInput {
  @Field(() => [String], {
    nullable: true,
    description: 'Service or group codes: a listing matches when it offers any of them.',
  })
  @IsOptional()
  @Codes()
  services?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Service codes that one place must all offer (one door instead of three).',
  })
  @IsOptional()
  @Codes()
  servicesAll?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Attribute codes that must be YES.' })
  @IsOptional()
  @Codes()
  mustHave?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Attribute codes that raise the rank but exclude nothing.',
  })
  @IsOptional()
  @Codes()
  niceToHave?: string[] | null;

  @Field(() => NearInput, { nullable: true, description: 'Not farther away than this.' })
  @IsOptional()
  @PointOrArea()
  @Nested(() => NearInput)
  near?: NearInput | null;

  @Field(() => [ID], { nullable: true, description: 'Whom she must not meet: organizations left out.' })
  @IsOptional()
  @Ids()
  avoidOrganizations?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Where she must not be met: areas left out.' })
  @IsOptional()
  @Ids()
  avoidAreas?: string[] | null;

  @Field(() => FarFromInput, { nullable: true, description: 'A least distance from a point or area.' })
  @IsOptional()
  @PointOrArea()
  @Nested(() => FarFromInput)
  farFrom?: FarFromInput | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Open at this instant.' })
  @IsOptional()
  openAt?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Open now, by the server’s clock.' })
  @IsOptional()
  openNow?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Has hours for women only; together with a time, is open for women only then.',
  })
  @IsOptional()
  womenOnlyHours?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 tags; any of them.' })
  @IsOptional()
  @Languages()
  languages?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Her own age, in years: it must take her.' })
  @IsOptional()
  @Age()
  age?: number | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Ages of the children who come with her, in years. Implies `accepts-children`.',
  })
  @IsOptional()
  @Ages()
  childrenAges?: number[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'There are boys among the children who come with her.',
  })
  @IsOptional()
  boys?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Places free and the word on it still good.' })
  @IsOptional()
  placesFree?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Words in its name or description.' })
  @IsOptional()
  @MaxLength(200, { message: 'Search for 200 characters at most.' })
  text?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'It is too late after this: earliest possible start comes first.',
  })
  @IsOptional()
  deadline?: string | null;
}
