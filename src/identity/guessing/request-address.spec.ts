import { countedAs } from './request-address.js';

describe('the address that a guess is counted for', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:5:6:1:2:3:4', '2001:db8:5:6::/64'],
    ['2001:0DB8:0005:0006::9', '2001:db8:5:6::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (ip, counted) => {
    expect(countedAs(ip)).toBe(counted);
  });
});
