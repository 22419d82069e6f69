import { randomBytes } from 'node:crypto';
import { format, inspect } from 'node:util';
import { MasterKey } from './master-key.js';
import { seal, unseal } from './sealed-box.js';
import { SealingKey } from './sealing-key.js';
import { Secret } from './secret.js';

const HERS = 'she is met at the library — Бібліотека, 図書館 🌙';
const key = randomBytes(32);
const plain = Buffer.from(HERS, 'utf8');
const opened = (sealed: string, boundTo = 'client:1:details', by = key) => unseal(by, sealed, boundTo).toString('utf8');

describe('a sealed text', () => {
  it('opens with its key for the row and field that it belongs to', () => {
    expect(opened(seal(key, plain, 'client:1:details'))).toBe(HERS);
    expect(unseal(key, seal(key, Buffer.alloc(0), 'x'), 'x')).toHaveLength(0);
  });

  it('shows nothing of what is in it, and is another text each time', () => {
    const [one, other] = [seal(key, plain, 'x'), seal(key, plain, 'x')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64').includes('library')).toBe(false);
  });

  it('does not open when it was moved to another row or another field', () => {
    const sealed = seal(key, plain, 'client:1:details');
    expect(() => opened(sealed, 'client:2:details')).toThrow();
    expect(() => opened(sealed, 'client:1:note')).toThrow();
  });

  it('does not open with another key', () => {
    expect(() => opened(seal(key, plain, 'x'), 'x', randomBytes(32))).toThrow();
  });

  it('does not open when a single bit of it was turned, wherever it stands', () => {
    const bytes = Buffer.from(seal(key, plain, 'x'), 'base64');
    for (let place = 0; place < bytes.length; place++) {
      const turned = Buffer.from(bytes);
      turned[place]! ^= 1;
      expect(() => opened(turned.toString('base64'), 'x')).toThrow();
    }
  });

  it('does not open when something was cut off it or put behind it', () => {
    const bytes = Buffer.from(seal(key, plain, 'x'), 'base64');
    for (let length = 0; length < bytes.length; length++)
      expect(() => opened(bytes.subarray(0, length).toString('base64'), 'x')).toThrow();
    expect(() => opened(Buffer.concat([bytes, Buffer.from([0])]).toString('base64'), 'x')).toThrow();
  });

  it('is not tried at all where it is too short to be whole: of a short proof Node would take a few bytes for enough', () => {
    for (let length = 0; length < 28; length++)
      expect(() => opened(randomBytes(length).toString('base64'))).toThrow('a sealed text is not whole');
  });
});

describe('a key that seals values', () => {
  const sealing = new SealingKey(key);

  it('gives back what was put in, alike: text, lists, null', () => {
    for (const value of [HERS, '', null, [1, 2], { note: HERS, ages: [3], none: null }, true])
      expect(sealing.open(sealing.seal(value, 'a'), 'a')).toEqual(value);
  });

  it('is bound to its row too', () => {
    expect(() => sealing.open(sealing.seal(HERS, 'a'), 'b')).toThrow();
  });

  it('shows itself to nobody', () => {
    expect(printings(sealing).join('\n')).not.toContain(key.toString('hex').slice(0, 8));
    expect(JSON.stringify(sealing)).toBe('{}');
  });
});

describe('the key of a deployment', () => {
  const text = randomBytes(32).toString('base64');
  const master = new MasterKey(new Secret(text));

  it('wraps a key for one owner, and unwraps it for no other', () => {
    const { key: made, wrapped } = master.newDataKey('client_key:1');
    expect(master.unwrap(wrapped, 'client_key:1').equals(made)).toBe(true);
    expect(() => master.unwrap(wrapped, 'client_key:2')).toThrow();
    expect(() =>
      new MasterKey(new Secret(randomBytes(32).toString('base64'))).unwrap(wrapped, 'client_key:1'),
    ).toThrow();
  });

  it('makes another key each time, and is the same after a restart', () => {
    const again = new MasterKey(new Secret(text));
    expect(master.newDataKey('x').key.equals(master.newDataKey('x').key)).toBe(false);
    expect(again.databaseFileKey()).toBe(master.databaseFileKey());
    expect(again.keyedHash('passphrase', HERS)).toBe(master.keyedHash('passphrase', HERS));
  });

  it('hashes the same words differently for another purpose and under another key', () => {
    const hash = master.keyedHash('passphrase', HERS);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(master.keyedHash('once', HERS)).not.toBe(hash);
    expect(new MasterKey(new Secret(randomBytes(32).toString('base64'))).keyedHash('passphrase', HERS)).not.toBe(hash);
  });

  it('shows itself to nobody', () => {
    const shown = printings(master).join('\n');
    expect(shown).not.toContain(text.slice(0, 8));
    expect(shown).not.toContain(master.databaseFileKey().slice(0, 8));
  });
});

describe('a secret', () => {
  const VALUE = 'hunter-2-and-then-some';
  const secret = new Secret(VALUE);

  it('is told only to who asks for it by name', () => {
    expect(secret.reveal()).toBe(VALUE);
    expect(secret.toString()).toBe('[secret]');
  });

  it('never prints, however it is printed', () => {
    for (const printed of [...printings(secret), ...printings({ key: secret, list: [secret] })])
      expect(printed).not.toContain('hunter');
  });
});

/** All the ways in which something gets printed by accident. */
function printings(value: unknown): string[] {
  const boxed = Object(value) as object;
  return [
    format('%s %o', value, value),
    JSON.stringify(value),
    JSON.stringify(Object.entries(boxed)),
    inspect(value),
    inspect(value, { showHidden: true, depth: 9, customInspect: false, getters: true }),
    inspect(new Error('went wrong', { cause: value })),
  ];
}
