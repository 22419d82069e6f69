import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsIn, Matches, Max, MaxLength, Min, ValidateBy, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';

/**
 * What inputs are checked for, each with words that say what to mend and never repeat the value. GraphQL has already checked the kinds, and
 * whether an id or a code is known is for the use case: an unknown id must answer like a foreign one.
 * Every field of an input bears one of these (or `Allow`, `IsOptional`): the pipe drops a field that bears none.
 */
const MOST_IN_A_LIST = 100;
const each = (list: boolean) => ({ each: list });

/** Each of the list, and no more of them than anybody needs. */
const listOf = (check: (list: boolean) => PropertyDecorator) => (): PropertyDecorator =>
  applyDecorators(ShortList(), check(true));

export const ShortList = (): PropertyDecorator =>
  ArrayMaxSize(MOST_IN_A_LIST, { message: `Give ${MOST_IN_A_LIST} at most.` });

/** Whole sentences: the pages say them in other languages, where a text is no part to be put before the rest. */
const atMost = (length: number, words: (most: number) => string) => (list: boolean) =>
  MaxLength(length, { ...each(list), message: words(length) });

const id = atMost(64, (most) => `An id has ${most} characters at most.`);
const code = atMost(64, (most) => `A code has ${most} characters at most.`);
const text = (length: number) => atMost(length, (most) => `This text has ${most} characters at most.`);
export const Id = (): PropertyDecorator => id(false);
export const Ids = listOf(id);
export const Code = (): PropertyDecorator => code(false);
export const Codes = listOf(code);
export const Key = (): PropertyDecorator => atMost(100, (most) => `A key has ${most} characters at most.`)(false);

/** A short line of text. */
export const Line = (): PropertyDecorator => text(200)(false);
/** Free text. */
export const Note = (): PropertyDecorator => text(4000)(false);
export const Notes = listOf(text(4000));
export const PhoneNumber = (): PropertyDecorator =>
  atMost(40, (most) => `A phone number has ${most} characters at most.`)(false);

export const Name = (): PropertyDecorator =>
  applyDecorators(Line(), Matches(/\S/, { message: 'Give it a name: it is empty.' }));

/** A page on the web. Shown as a link, so nothing but http and https will do. */
export const WebAddress = (): PropertyDecorator =>
  applyDecorators(
    atMost(500, (most) => `An address has ${most} characters at most.`)(false),
    Matches(/^https?:\/\/[^\s/]+\S*$/i, { message: 'An address begins with http:// or https:// and has no blanks.' }),
  );

const LEAST_OF_A_PURPOSE = 3;
/** Why somebody reads or shares; a single letter says nothing to who reads it later. */
export const Purpose = (): PropertyDecorator =>
  applyDecorators(
    atMost(500, (most) => `A purpose has ${most} characters at most.`)(false),
    ValidateBy({
      name: 'purpose',
      validator: {
        validate: (value) => typeof value === 'string' && value.trim().length >= LEAST_OF_A_PURPOSE,
        defaultMessage: () => `Say what it is for, in ${LEAST_OF_A_PURPOSE} characters at least.`,
      },
    }),
  );

const between = (least: number, most: number, message: string) => (list: boolean) =>
  applyDecorators(Min(least, { ...each(list), message }), Max(most, { ...each(list), message }));

const age = between(0, 120, 'An age is in full years, from 0 to 120.');
export const Age = (): PropertyDecorator => age(false);
export const Ages = listOf(age);
export const Latitude = (): PropertyDecorator => between(-90, 90, 'A latitude lies from -90 to 90 degrees.')(false);
export const Longitude = (): PropertyDecorator =>
  between(-180, 180, 'A longitude lies from -180 to 180 degrees.')(false);
export const NotNegative = (): PropertyDecorator => Min(0, { message: 'Give a number from 0 up.' });

const FARTHEST_KM = 500;
export const Kilometres = (): PropertyDecorator =>
  ValidateBy({
    name: 'kilometres',
    validator: {
      validate: (value) => typeof value === 'number' && value > 0 && value <= FARTHEST_KM,
      defaultMessage: () => `Give kilometres, more than 0 and ${FARTHEST_KM} at most.`,
    },
  });

/** On a field that holds `latitude`, `longitude` and `areaId`: one place, said in one way. */
export const PointOrArea = (): PropertyDecorator =>
  ValidateBy({
    name: 'pointOrArea',
    validator: {
      validate: saysOnePlace,
      defaultMessage: () => 'Give either a point (latitude and longitude) or an area (areaId).',
    },
  });

function saysOnePlace(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { latitude, longitude, areaId } = value as Record<string, unknown>;
  const given = (part: unknown) => part !== undefined && part !== null;
  return given(latitude) === given(longitude) && given(latitude) !== given(areaId);
}

const LONGEST_TAG = 35;
const language = (list: boolean) =>
  applyDecorators(
    atMost(LONGEST_TAG, (most) => `A language tag has ${most} characters at most.`)(list),
    Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, {
      ...each(list),
      message: 'A language is a BCP 47 tag, like en, uk or pt-BR.',
    }),
  );
export const Language = (): PropertyDecorator => language(false);
export const Languages = listOf(language);

export const Weekdays = listOf((list) =>
  IsIn(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], {
    ...each(list),
    message: 'A weekday is one of MO TU WE TH FR SA SU.',
  }),
);

export const ClockTime = (): PropertyDecorator =>
  Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'A time is written HH:MM, from 00:00 to 24:00.' });

export const Month = (): PropertyDecorator =>
  Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'A month is written YYYY-MM.' });

export const Country = (): PropertyDecorator =>
  Matches(/^[A-Za-z]{2}$/, { message: 'A country is its two-letter ISO 3166-1 code, like KE or GB.' });

export const TimeZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'timeZone',
    validator: {
      validate: isTimeZone,
      defaultMessage: () => 'A time zone is an IANA name, like Europe/Kyiv.',
    },
  });

function isTimeZone(value: unknown): boolean {
  // Newer Intl takes bare offsets too, which no daylight saving moves.
  if (typeof value !== 'string' || !/^[A-Za-z]/.test(value)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

/** An input within an input, or a list of them. */
export const Nested = (input: () => new () => object): PropertyDecorator =>
  applyDecorators(ValidateNested(), Type(input));
