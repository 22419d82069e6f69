import { parseValue as literal } from 'graphql';
import { DateScalar, DateTimeScalar } from './scalars.js';

describe('DateTime', () => {
  it.each([
    ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T11:30:00+02:00', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T00:15:00.5-05:30', '2026-03-01T05:45:00.500Z'],
    ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T09:30:00.123456789Z', '2026-03-01T09:30:00.123Z'],
    ['2024-02-29T23:59:59+14:00', '2024-02-29T09:59:59.000Z'],
  ])('reads %s as fixed width UTC', (given, stored) => {
    expect(DateTimeScalar.parseValue(given)).toBe(stored);
    expect(DateTimeScalar.parseLiteral(literal(JSON.stringify(given)))).toBe(stored);
  });

  it.each([
    '2027-05-06T07:08:09', // no offset: whose half past nine?
    '2027-05-06',
    '2026-02-30T09:30:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T09:60:00Z',
    '2026-03-01T09:30:00+2',
    '2026-03-01T09:30:00+0200',
    '2026-03-01T09:30:00+15:00',
    '2027-05-06 07:08:09Z',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    ' 2027-05-06T07:08:09Z',
    'soon',
    '',
    1772357400000,
    null,
    {},
  ])('refuses %p and does not repeat it', (given) => {
    const refused = messageOf(() => DateTimeScalar.parseValue(given));
    expect(refused).toContain('ISO 8601');
    if (typeof given === 'string' && given !== '') expect(refused).not.toContain(given);
  });

  it('refuses a literal that is no string', () => {
    expect(() => DateTimeScalar.parseLiteral(literal('1772357400000'))).toThrow('ISO 8601');
  });

  it('gives out stored text and Dates alike, and nothing else', () => {
    expect(DateTimeScalar.serialize('2026-03-01T09:30:00.000Z')).toBe('2026-03-01T09:30:00.000Z');
    expect(DateTimeScalar.serialize(new Date('2026-03-01T11:30:00+02:00'))).toBe('2026-03-01T09:30:00.000Z');
    expect(() => DateTimeScalar.serialize(new Date(Number.NaN))).toThrow('ISO 8601');
    expect(() => DateTimeScalar.serialize(42)).toThrow('ISO 8601');
  });
});

describe('Date', () => {
  it.each(['2026-03-01', '2024-02-29', '0001-01-01', '9999-12-31'])('takes %s as it is', (given) => {
    expect(DateScalar.parseValue(given)).toBe(given);
    expect(DateScalar.parseLiteral(literal(JSON.stringify(given)))).toBe(given);
    expect(DateScalar.serialize(given)).toBe(given);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-3-1',
    '2026-03-01T00:00:00Z',
    '',
    20260301,
    null,
  ])('refuses %p and does not repeat it', (given) => {
    const refused = messageOf(() => DateScalar.parseValue(given));
    expect(refused).toContain('YYYY-MM-DD');
    if (typeof given === 'string' && given !== '') expect(refused).not.toContain(given);
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was taken');
}
