import fc from 'fast-check';
import { CODE_SYMBOLS, newCode, readCode, showCode } from './codes.js';

const ALL = Array.from(CODE_SYMBOLS);
const WRONG = { problem: 'CHECK' };

/** Any code that can exist, made from chosen numbers, so that fast-check can shrink it. */
const anyCode = fc
  .array(fc.nat({ max: ALL.length - 1 }), { minLength: 11, maxLength: 11 })
  .map((numbers) => newCode(() => numbers.pop() ?? 0));

const put = (code: string, changes: Record<number, string>): string =>
  [...code].map((symbol, place) => changes[place] ?? symbol).join('');

/** Exchanges the symbols that stand `apart`, at every place of the code where that changes anything. */
const swaps = (code: string, apart: number): string[] =>
  [...code].flatMap((symbol, place) => {
    const other = code[place + apart];
    return other === undefined || other === symbol ? [] : [put(code, { [place]: other, [place + apart]: symbol })];
  });

describe('the symbols', () => {
  it('are 31, each once, in capitals and without look-alikes', () => {
    expect(new Set(ALL).size).toBe(31);
    expect(CODE_SYMBOLS).toHaveLength(31);
    expect(CODE_SYMBOLS).toMatch(/^[2-9A-Z]+$/);
    expect(CODE_SYMBOLS).not.toMatch(/[01OIL]/);
  });
});

describe('a new code', () => {
  it('has eleven random symbols and a check character, and reads back', () => {
    const code = newCode();
    expect(code).toHaveLength(12);
    expect(readCode(code)).toEqual({ code });
  });

  it('asks for each random symbol once, among exactly 31, and uses the number as it comes: no bias', () => {
    const asked: number[] = [];
    const firsts = ALL.map((_, number) =>
      newCode((max) => {
        asked.push(max);
        return number;
      }).slice(0, 11),
    );
    expect(asked).toEqual(Array.from({ length: 11 * 31 }, () => 31));
    expect(firsts).toEqual(ALL.map((symbol) => symbol.repeat(11)));
  });

  it('spreads evenly over the symbols at every place, the check character included, and does not repeat', () => {
    const many = Array.from({ length: 20_000 }, () => newCode());
    const seen = new Map<string, number>();
    for (const code of many)
      [...code].forEach((symbol, place) => seen.set(symbol + place, (seen.get(symbol + place) ?? 0) + 1));
    const expected = many.length / 31;
    const sixAndAHalfDeviations = 6.5 * Math.sqrt(expected); // a false alarm once in some 10 million runs
    expect(seen.size).toBe(31 * 12);
    for (const count of seen.values()) expect(Math.abs(count - expected)).toBeLessThan(sixAndAHalfDeviations);
    expect(new Set(many).size).toBe(many.length);
  });
});

describe('the check character', () => {
  it('catches every single wrong symbol, at every place', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        [...code].forEach((right, place) => {
          for (const wrong of ALL)
            if (wrong !== right && 'code' in readCode(put(code, { [place]: wrong })))
              throw new Error(`${wrong} at ${place}`);
        });
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['every swap of neighbours', 1],
    ['every jump swap', 2],
    ['every wider swap', 3],
    ['every swap across the code', 11],
  ])('catches %s', (_, apart) => {
    fc.assert(
      fc.property(anyCode, (code) => {
        for (const swapped of swaps(code, apart)) expect(readCode(swapped)).toEqual(WRONG);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['next to each other', 1],
    ['with one between', 2],
  ])('catches the same slip made twice, %s', (_, apart) => {
    fc.assert(
      fc.property(anyCode, fc.nat({ max: 11 - apart }), fc.constantFrom(...ALL), (code, place, symbol) => {
        const twins = put(code, { [place]: symbol, [place + apart]: symbol });
        const sum = readCode(twins);
        fc.pre('code' in sum);
        for (const wrong of ALL)
          if (wrong !== symbol) expect(readCode(put(twins, { [place]: wrong, [place + apart]: wrong }))).toEqual(WRONG);
      }),
      { numRuns: 100 },
    );
  });
});

describe('reading a code', () => {
  const code = newCode();

  it('shows in three groups of four, and reads what it shows', () => {
    fc.assert(
      fc.property(anyCode, (any) => {
        expect(showCode(any)).toMatch(/^.{4}-.{4}-.{4}$/);
        expect(readCode(showCode(any))).toEqual({ code: any });
      }),
    );
  });

  it('does not mind spaces, dashes of any kind and small letters, wherever they stand', () => {
    const anySeparators = fc.array(
      fc.string({ unit: fc.constantFrom(' ', '-', '–', '—', '−', '‑', '\u00A0', '\t', '\n', '\u00AD') }),
      {
        minLength: 12,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(anyCode, anySeparators, fc.boolean(), (any, separators, small) => {
        const typed = [...any].map((symbol, place) => separators[place] + symbol).join('') + separators[0];
        expect(readCode(small ? typed.toLowerCase() : typed)).toEqual({ code: any });
      }),
    );
  });

  it.each(['0', 'O', 'o', '1', 'I', 'i', 'L', 'l', 'ß', 'А', '😀', '.', '_'])(
    'takes no %s for another symbol',
    (symbol) => {
      expect(readCode(put(code, { 3: symbol }))).toEqual({ problem: 'SYMBOL' });
    },
  );

  it('says when a symbol is missing or too many', () => {
    expect(readCode('')).toEqual({ problem: 'LENGTH' });
    expect(readCode(code.slice(1))).toEqual({ problem: 'LENGTH' });
    expect(readCode(`${code}2`)).toEqual({ problem: 'LENGTH' });
    expect(readCode(`${code.slice(0, 10)}ß`)).toEqual({ problem: 'LENGTH' });
  });

  it('never throws, and what it accepts is a code in its stored form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readCode(text);
        if ('code' in read) expect(readCode(read.code)).toEqual(read);
      }),
    );
  });
});
