import { setImmediate } from 'node:timers/promises';
import { SingleFile } from './single-file.js';

function watched() {
  const clock = { now: 0 };
  const pauses: number[] = [];
  const file = new SingleFile(
    () => clock.now,
    (millis, work) => {
      pauses.push(millis);
      work();
    },
  );
  const came: string[] = [];
  const come = (who: string, name: string) => {
    const place = file.place(who);
    void place.turn().then(() => came.push(name));
    return place;
  };
  return { come, came, clock, pauses };
}

describe('what is large is answered one at a time', () => {
  it('lets the next one in when the one before has left', async () => {
    const { come, came } = watched();
    const first = come('one', 'first');
    come('one', 'second');
    await setImmediate();
    expect(came).toEqual(['first']);
    first.leave();
    await setImmediate();
    expect(came).toEqual(['first', 'second']);
  });

  it('rests after each for as long as it took, a second at most', async () => {
    const { come, clock, pauses } = watched();
    for (const took of [70, 5_000]) {
      const place = come('one', 'large');
      await setImmediate();
      clock.now += took;
      place.leave();
    }
    expect(pauses).toEqual([70, 1_000]);
  });

  it('takes those who wait by turns, however many one of them has sent', async () => {
    const { come, came } = watched();
    const places = ['a', 'b', 'c', 'd'].map((name) => come('many', name));
    places.push(come('few', 'hers'));
    for (const place of [...places.slice(0, 2), places[4], ...places.slice(2, 4)]) {
      await setImmediate();
      place?.leave();
    }
    expect(came).toEqual(['a', 'b', 'hers', 'c', 'd']);
  });

  it('passes over who was answered before her turn, and stays open', async () => {
    const { come, came } = watched();
    const [first, second] = [come('one', 'first'), come('two', 'refused')];
    second.leave();
    first.leave();
    await setImmediate();
    const third = come('three', 'third');
    await setImmediate();
    expect(came).toContain('third');
    third.leave();
    third.leave();
    come('four', 'fourth');
    come('five', 'fifth');
    await setImmediate();
    expect(came.filter((name) => name === 'fourth' || name === 'fifth')).toEqual(['fourth']);
  });
});
