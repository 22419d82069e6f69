import fc from 'fast-check';
import { layOut, PLAN_TEMPLATES } from './plan-templates.js';
import { endsOn, schedule, type PlanDays, type StepToSchedule } from './schedule.js';

const DAY = 86_400_000;
const dayOf = (count: number): string => new Date(Date.UTC(2026, 0, 1) + count * DAY).toISOString().slice(0, 10);
const between = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;
const day = fc.integer({ min: 0, max: 3000 }).map(dayOf);
const states = fc.array(fc.constantFrom('OPEN', 'DONE', 'SKIPPED'), { minLength: 30, maxLength: 30 });
const template = fc.constantFrom(...PLAN_TEMPLATES);

const DONE_ON = '2020-02-02';
const DUE_ON = '2020-02-01';

function stepsOf(of: (typeof PLAN_TEMPLATES)[number], state: readonly string[]): StepToSchedule[] {
  const optional = of.steps.map(({ code }) => code);
  return layOut(of, optional).map((step, index) => {
    const standing = (state[index] ?? 'OPEN') as StepToSchedule['state'];
    const doneOn = standing === 'DONE' ? DONE_ON : null;
    return { ...step, id: step.code, state: standing, dueOn: DUE_ON, doneOn };
  });
}

describe('the days of a plan', () => {
  it('move with its date as far as they are not done; what is done or left out keeps its day', () => {
    fc.assert(
      fc.property(template, states, day, day, day, (of, state, startedOn, hangsOn, movedTo) => {
        const steps = stepsOf(of, state);
        const days: PlanDays = { startedOn, hangsOn, happenedOn: null, lastDoseOn: null };
        const before = schedule(days, steps);
        const after = schedule({ ...days, hangsOn: movedTo }, steps);
        const open = steps.filter((step) => step.state === 'OPEN');
        expect([...before.keys()]).toEqual(open.map(({ id }) => id));
        expect([...after.keys()]).toEqual([...before.keys()]);
        for (const { id, rule } of open) {
          const [was, is] = [before.get(id)?.dueOn ?? '', after.get(id)?.dueOn ?? ''];
          if (rule.from === 'START') expect(is).toBe(was);
          if (rule.from === 'DATE' && rule.months === 0) expect(between(was, is)).toBe(between(hangsOn, movedTo));
        }
      }),
    );
  });

  it('are the same again when the date moves back', () => {
    fc.assert(
      fc.property(template, states, day, day, (of, state, startedOn, hangsOn) => {
        const steps = stepsOf(of, state);
        const days = { startedOn, hangsOn, happenedOn: null, lastDoseOn: null };
        const once = schedule(days, steps);
        const stored = steps.map((step) => ({ ...step, ...once.get(step.id) }));
        expect(schedule(days, stored)).toEqual(once);
      }),
    );
  });

  it('wait for what has not happened, and are counted from it once it has', () => {
    fc.assert(
      fc.property(template, day, day, day, (of, startedOn, hangsOn, happenedOn) => {
        const steps = stepsOf(of, []);
        const days = { startedOn, hangsOn, happenedOn: null, lastDoseOn: null };
        const before = schedule(days, steps);
        const after = schedule({ ...days, happenedOn }, steps);
        for (const { id, rule, leadDays } of steps) {
          expect(before.get(id)?.waits).toBe(rule.from === 'EVENT');
          expect(after.get(id)?.waits).toBe(false);
          if (rule.from === 'EVENT' && leadDays === 0) expect(before.get(id)?.actFrom).toBeNull();
          if (rule.from === 'START') expect(after.get(id)).toEqual(before.get(id));
          if (rule.from === 'EVENT' && rule.months === 0)
            expect(between(happenedOn, after.get(id)?.dueOn ?? '')).toBe(rule.days);
        }
      }),
    );
  });

  it('are never work before the plan began, and never later than the day they are due', () => {
    fc.assert(
      fc.property(template, states, day, day, (of, state, startedOn, hangsOn) => {
        const days = { startedOn, hangsOn, happenedOn: null, lastDoseOn: null };
        for (const { actFrom, dueOn } of schedule(days, stepsOf(of, state)).values()) {
          if (actFrom === null) continue;
          expect(actFrom >= startedOn).toBe(true);
          if (actFrom > dueOn) expect(actFrom).toBe(startedOn);
        }
      }),
    );
  });

  it('of medicine hang on her last dose, where she said it', () => {
    const release = PLAN_TEMPLATES.find(({ code }) => code === 'release-from-prison')!;
    const days = { startedOn: '2026-03-18', hangsOn: '2026-07-15', happenedOn: null, lastDoseOn: null };
    const steps = stepsOf(release, []);
    expect(schedule(days, steps).get('art-continues')?.dueOn).toBe('2026-07-15');
    const known = schedule({ ...days, lastDoseOn: '2026-07-18' }, steps);
    expect(known.get('art-continues')).toEqual({ dueOn: '2026-07-18', waits: false, actFrom: '2026-04-19' });
    expect(known.get('support-after')?.dueOn).toBe('2026-07-15');
  });

  it('of a vaccine are counted from the dose before as it was given, late or not', () => {
    const hepatitis = PLAN_TEMPLATES.find(({ code }) => code === 'hepatitis-b')!;
    const days = { startedOn: '2026-03-18', hangsOn: '2026-03-20', happenedOn: null, lastDoseOn: null };
    const steps = stepsOf(hepatitis, []);
    const dueOf = (of: StepToSchedule[]) => [...schedule(days, of)].map(([id, { dueOn }]) => `${id} ${dueOn}`);
    expect(dueOf(steps)).toEqual(['dose-1 2026-03-20', 'dose-2 2026-03-27', 'dose-3 2026-04-10']);
    const late = steps.map((step, index) =>
      index === 0 ? { ...step, state: 'DONE' as const, doneOn: '2026-03-25' } : step,
    );
    expect(dueOf(late)).toEqual(['dose-2 2026-04-01', 'dose-3 2026-04-15']);
  });

  it('end with the template, or with the last step of hers', () => {
    const days = { startedOn: '2026-03-18', hangsOn: '2026-07-15', happenedOn: '2026-07-31', lastDoseOn: null };
    expect(endsOn(days, 12, ['2026-08-01'])).toBe('2027-07-31');
    expect(endsOn(days, 1, ['2026-12-24'])).toBe('2026-12-24');
  });
});
