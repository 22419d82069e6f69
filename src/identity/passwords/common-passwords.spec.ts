import { dictionary } from '@zxcvbn-ts/language-common';
import { isCommonPassword } from './common-passwords.js';

describe('common passwords', () => {
  it('are the three thousand commonest and more, also where they are made longer', () => {
    const commonest = dictionary['passwords-common'].slice(0, 3000);
    expect(commonest).toHaveLength(3000);
    for (const each of commonest)
      for (const variant of [each, each.toUpperCase(), `${each}${each}${each}`, `${each}2026!`, `!!${each}`])
        expect([variant, isCommonPassword(variant)]).toEqual([variant, true]);
  });

  it.each(['seven quiet herons wade', 'correct horse battery staple', 'vj4#kq9!mzp2', 'grün leiht Löffel aus'])(
    '%s is none',
    (password) => {
      expect(isCommonPassword(password)).toBe(false);
    },
  );
});
