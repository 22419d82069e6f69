import { TAXONOMY } from '../directory/index.js';
import { readSeed } from '../platform/seeds.js';
import { layOut, PLAN_ENDS, PLAN_TEMPLATES, SKIP_REASONS, stepNameIn } from './plan-templates.js';
import type { Wording } from '../platform/wording.js';

interface Window {
  code: string;
  beginsMonthsBefore: { earliest: number; latest: number } | null;
  contactMonthsAfter: number | null;
  offsetDays: number[] | null;
}
const windowOf = (code: string): Window | undefined =>
  readSeed<Window[]>('windows.json').find((window) => window.code === code);
const templateOf = (code: string) => PLAN_TEMPLATES.find((template) => template.code === code)!;
const once = (codes: string[]): void => expect(codes).toEqual([...new Set(codes)]);
const named = ({ en, es }: Wording): void => expect([Boolean(en), Boolean(es)]).toEqual([true, true]);

describe('the templates of plans', () => {
  it('have stable codes, names in both languages, and say where each number comes from', () => {
    once(PLAN_TEMPLATES.map(({ code }) => code));
    for (const { steps, source, name } of PLAN_TEMPLATES) {
      once(steps.map(({ code }) => code));
      named(name);
      expect(source).toMatch(/PG §/);
      for (const step of steps) {
        named(step.name);
        expect([step.code, /PG §|WHO|HRF/.test(step.source)]).toEqual([step.code, true]);
      }
    }
    for (const terms of [PLAN_ENDS, SKIP_REASONS]) {
      once(terms.map(({ code }) => code));
      for (const { name } of terms) named(name);
    }
  });

  it('ask for services that there are, and count from what they have', () => {
    for (const { steps, event } of PLAN_TEMPLATES)
      for (const [index, { code, kind, services, rule }] of steps.entries()) {
        expect(services.filter((service) => !TAXONOMY.isService(service))).toEqual([]);
        expect([code, services.length > 0]).toEqual([code, kind === 'REFERRAL']);
        if (rule.from === 'EVENT' || kind === 'EVENT') expect(event).not.toBeNull();
        // What a step is counted from is known before it.
        if (rule.from === 'STEP') expect(steps.slice(0, index).map((step) => step.code)).toContain(rule.step);
      }
    for (const { steps, event } of PLAN_TEMPLATES)
      expect(steps.filter(({ kind }) => kind === 'EVENT')).toHaveLength(event ? 1 : 0);
  });

  it('agree with the windows that everybody is told', () => {
    const release = templateOf('release-from-prison');
    expect(release.beginsMonthsBefore).toEqual(windowOf('pre-release')?.beginsMonthsBefore);
    expect(release.endsMonthsAfter).toBe(windowOf('pre-release')?.contactMonthsAfter);
    expect(templateOf('hepatitis-b').steps.map(({ rule }) => rule.days)).toEqual(
      windowOf('hepatitis-b-rapid')?.offsetDays,
    );
  });

  it('lay out a year of light check-ins, one a month, each called by its name', () => {
    const release = templateOf('release-from-prison');
    const checkIns = layOut(release, []).filter(({ code }) => code.startsWith('check-in-'));
    expect(checkIns.map(({ rule }) => rule.months)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(stepNameIn(release, 'check-in-12', 'es-MX')).toBe('Un contacto breve');
    expect(stepNameIn(release, 'gone-since', 'en')).toBe('gone-since');
  });

  it('leave out what she does not need', () => {
    const codes = (optional: string[]) => layOut(templateOf('release-from-prison'), optional).map(({ code }) => code);
    expect(codes([])).not.toContain('ost-continues');
    expect(codes(['ost-continues'])).toContain('ost-continues');
  });
});
