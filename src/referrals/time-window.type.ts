import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../platform/graphql/index.js';
import type { CountedFromValue } from './time-windows.js';

export const CountedFrom = {
  EXPOSURE: 'EXPOSURE',
  REQUEST: 'REQUEST',
  MEDICINE_RUNS_OUT: 'MEDICINE_RUNS_OUT',
  RELEASE_DATE: 'RELEASE_DATE',
  FIRST_DOSE: 'FIRST_DOSE',
  LAST_TEST: 'LAST_TEST',
} as const satisfies { [V in CountedFromValue]: V };
export type CountedFrom = CountedFromValue;

registerEnumType(CountedFrom, {
  name: 'CountedFrom',
  description: 'The instant from which a window is counted.',
  valuesMap: {
    EXPOSURE: { description: 'What happened to her.' },
    REQUEST: { description: 'She asked.' },
    MEDICINE_RUNS_OUT: { description: 'Her last dose; it may lie ahead.' },
    RELEASE_DATE: { description: 'The day she is released; it may lie ahead and move.' },
    FIRST_DOSE: { description: 'The first dose of a series.' },
    LAST_TEST: { description: 'Her last test.' },
  },
});

@ObjectType({ description: 'A need that does not wait, and the source of what is said of it.' })
export class TimeWindow {
  @Field(() => String, { description: 'Stable, e.g. `pep`.' })
  code!: string;

  @Field(() => String, { description: 'In the language that was asked for, else the network’s own.' })
  name!: string;

  @Field(() => [String], { description: 'Codes of the services that answer it.' })
  services!: string[];

  @Field(() => Int, { nullable: true, description: 'Best within so many hours; null where nothing is said.' })
  bestWithinHours!: number | null;

  @Field(() => Int, { nullable: true, description: 'At the latest within so many hours; null where nothing is said.' })
  latestWithinHours!: number | null;

  @Field(() => Boolean, { description: 'Best on the same day.' })
  sameDay!: boolean;

  @Field(() => CountedFrom, { description: 'From when the hours are counted.' })
  countedFrom!: CountedFrom;

  @Field(() => String, { description: 'What to do and to tell her, in the language that was asked for.' })
  guidance!: string;

  @Field(() => String, { description: 'Where this stands written.' })
  source!: string;

  @Field(() => Boolean, { description: 'Her need goes on when the window has passed.' })
  keepsNeedOpen!: boolean;
}

@ObjectType({ description: 'A window, counted for one woman. Nothing of it is kept.' })
export class WindowDeadline {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Best by then; null where nothing is said.' })
  best!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'At the latest by then; null where nothing is said.' })
  latest!: string | null;

  @Field(() => Boolean, { description: 'The latest is over. Where `keepsNeedOpen`, care is sought all the same.' })
  passed!: boolean;

  @Field(() => Boolean, { description: 'Her need goes on when the window has passed.' })
  keepsNeedOpen!: boolean;
}
