import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListingFacts } from '../src/directory/listing-facts.js';

const SEEDS = join(process.cwd(), 'seeds');
const text = (name: string): string => readFileSync(join(SEEDS, name), 'utf8');
const seed = <T>(name: string): T => JSON.parse(text(name)) as T;

interface Names {
  ar?: string;
  en: string;
  es: string;
}
interface Term {
  code: string;
  name: Names;
}
interface Taxonomy {
  groups: Term[];
  themes: Term[];
  services: (Term & { group: string; source: string })[];
  attributes: (Term & { theme: string; source: string })[];
}
interface Reason extends Term {
  side: 'WOMAN' | 'CIRCUMSTANCE' | 'REFERRER' | 'RECEIVER' | 'SYSTEM';
  steps: string[];
  contradicts: string[];
  neverForServices: string[];
}
interface Window extends Term {
  services: string[];
  bestWithinHours: number | null;
  latestWithinHours: number | null;
  offsetDays: number[] | null;
  guidance: Names;
  source: string;
  keepsNeedOpen: boolean;
}
interface DemoAttribute {
  code: string;
  answer: string;
  note: string | null;
  source: string | null;
  confirmedDaysAgo: number | null;
}
interface DemoListing {
  key: string;
  organization: string;
  status: string;
  confirmedDaysAgo: number | null;
  capacity: { placesFree: number | null; familyPlacesFree: number | null; saidHoursAgo: number } | null;
  facts: Omit<ListingFacts, 'address' | 'attributes'> & {
    attributes: DemoAttribute[];
    address: Omit<ListingFacts['address'], 'areaId'> & { areaKey: string | null };
  };
}
interface Area {
  key: string;
  within: string | null;
  latitude: number;
  longitude: number;
}
interface Staff {
  email: string;
  organization: string;
  roles: string[];
  answersFor: string[] | null;
}
type Weights = Record<string, number>;
interface Behaviour {
  listing: string;
  pick: number;
  answer: { accept: number; waitlist: number; decline: number; silent: number };
  declineReasons: Weights;
  turnAwayReasons: Weights;
  arrives: number;
  completes: number;
  turnedAway: number;
  outcome: Weights;
  respect: number;
}

const taxonomy = seed<Taxonomy>('taxonomy.json');
const reasons = seed<Reason[]>('reasons.json');
const windows = seed<Window[]>('windows.json');
const areas = seed<Area[]>('demo/areas.json');
const organizations = seed<{ key: string; answersHere: boolean }[]>('demo/organizations.json');
const listings = seed<DemoListing[]>('demo/listings.json');
const staff = seed<Staff[]>('demo/staff.json');
const stories = seed<{
  senders: { organization: string; workers: Weights }[];
  client: { ageBand: Weights; pregnancy: Weights };
  needs: Weights;
  needsWhen: Record<string, Weights>;
  needsTogether: { services: string[] }[];
  urgency: { default: Weights; byService: Record<string, Weights> };
  handover: { assistance: Record<string, Weights>; arrivalOddsTimes: Weights };
  listings: Behaviour[];
  notArrived: { closeReasons: Weights; missReasons: Weights };
  notCompletedAfterArrival: Weights;
  withdrawn: { reasons: Weights };
}>('demo/stories.json');

const ZONE = 'Atlantic/Azores';
const published = listings.filter((listing) => listing.status === 'PUBLISHED');
const codes = (terms: { code: string }[]): string[] => terms.map((term) => term.code);
const keys = (things: { key: string }[]): string[] => things.map((thing) => thing.key);
const SERVICES = codes(taxonomy.services);
const ATTRIBUTES = codes(taxonomy.attributes);
const KEYS = keys(listings);
const THEMES = codes(taxonomy.themes);
const listed = (key: string): DemoListing => {
  const found = listings.find((listing) => listing.key === key);
  if (!found) throw new Error(`No listing ${key}`);
  return found;
};
const answerOf = (key: string, code: string): string =>
  listed(key).facts.attributes.find((attribute) => attribute.code === code)?.answer ?? 'UNKNOWN';
const expectKnown = (used: string[], known: string[]): void => {
  expect(used.filter((code) => !known.includes(code))).toEqual([]);
};
const expectOnce = (all: string[]): void => {
  expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
};

describe('the words of the field', () => {
  it('are said in English and Spanish, and in Arabic where the main story shows them', () => {
    const shown = [...taxonomy.groups, ...taxonomy.services, ...taxonomy.attributes, ...reasons, ...windows];
    const names = [...shown.map(({ name }) => name), ...windows.map(({ guidance }) => guidance)];
    expect(names.filter(({ en, es, ar }) => !en || !es || !ar)).toEqual([]);
  });

  it('has every code once, each in a group or theme that exists', () => {
    // A query takes either kind of code, so no service may have a group's.
    expectOnce([...SERVICES, ...codes(taxonomy.groups)]);
    expectOnce(ATTRIBUTES);
    expectOnce(codes(reasons));
    expectOnce(codes(windows));
    expect([taxonomy.groups.length, SERVICES.length, ATTRIBUTES.length, reasons.length]).toEqual([13, 60, 38, 36]);
    expectKnown(
      taxonomy.services.map((service) => service.group),
      codes(taxonomy.groups),
    );
    expectKnown(
      taxonomy.attributes.map((attribute) => attribute.theme),
      THEMES,
    );
  });

  it('names everything in English and Spanish, and says where it comes from', () => {
    const named = [taxonomy.groups, taxonomy.themes, taxonomy.services, taxonomy.attributes, reasons, windows];
    const names = [...named.flat().map((term) => term.name), ...windows.map((window) => window.guidance)];
    expect(names.filter(({ en, es }) => en.trim() === '' || es.trim() === '')).toEqual([]);
    const sourced = [...taxonomy.services, ...taxonomy.attributes, ...windows];
    expect(sourced.filter(({ source }) => source.trim() === '')).toEqual([]);
  });

  it('gives each reason the steps that the journey allows for where it lies', () => {
    const stepsOf = ({ code, side }: Reason): string[] => {
      if (code === 'receiver-silent') return ['EXPIRE'];
      if (code === 'consent-withdrawn') return ['END_CONSENT'];
      if (code === 'no-follow-up') return ['CLOSE', 'EXPIRE'];
      const steps = {
        RECEIVER: ['DECLINE', 'TURN_AWAY', 'CLOSE'],
        CIRCUMSTANCE: ['MISS', 'CLOSE', 'WITHDRAW'],
      };
      if (side === 'RECEIVER' || side === 'CIRCUMSTANCE') return steps[side];
      return side === 'SYSTEM' ? ['CLOSE'] : ['CLOSE', 'WITHDRAW'];
    };
    for (const reason of reasons)
      expect([reason.code, [...reason.steps].sort()]).toEqual([reason.code, stepsOf(reason).sort()]);
  });

  it('lets only a receiver’s reason contradict a listing, and never closes care after assault as too late', () => {
    for (const reason of reasons) {
      expectKnown(reason.contradicts, ATTRIBUTES);
      if (reason.side !== 'RECEIVER') expect(reason.contradicts).toEqual([]);
    }
    const late = reasons.find((reason) => reason.code === 'deadline-passed');
    expect(late?.neverForServices).toContain('sexual-assault-care');
  });

  it('keeps the windows of care, and the need open after them', () => {
    const hours = (code: string) => {
      const window = windows.find((one) => one.code === code);
      return [window?.bestWithinHours, window?.latestWithinHours, window?.keepsNeedOpen];
    };
    expect(hours('pep')).toEqual([24, 72, true]);
    expect(hours('emergency-contraception')).toEqual([null, 120, true]);
    expect(windows.find((one) => one.code === 'hepatitis-b-rapid')?.offsetDays).toEqual([0, 7, 21]);
    for (const window of windows) expectKnown(window.services, SERVICES);
  });

  it('can say what happened to women for every reason that contradicts an answer, without a number', () => {
    const statements = seed<{ code: string; words: Record<string, string> }[]>('experience-statements.json');
    const contradicting = reasons.filter(({ contradicts }) => contradicts.length > 0);
    expect(codes(statements)).toEqual(codes(contradicting));
    for (const { words } of statements) {
      expect(Object.keys(words)).toEqual(['en', 'es']);
      for (const statement of Object.values(words)) expect(statement).not.toMatch(/\d|^$/);
    }
  });

  it('has a half-life for every theme, and a statement in three languages', () => {
    const times = seed<{ answerWithin: object; halfLives: Weights }>('response-times.json');
    expect(Object.keys(times.answerWithin).sort()).toEqual(['NOW', 'ROUTINE', 'SOON', 'TODAY']);
    expectKnown(THEMES, Object.keys(times.halfLives));
    const statements = seed<{ language: string; approvedByWomenWhoUseIt: boolean }[]>('statements.json');
    expect(statements.map((statement) => statement.language)).toEqual(['en', 'es', 'ar']);
    expect(statements.some((statement) => statement.approvedByWomenWhoUseIt)).toBe(false);
  });
});

describe('the demo network', () => {
  it('resolves every key', () => {
    [keys(areas), keys(organizations), KEYS, staff.map((member) => member.email)].forEach(expectOnce);
    expectKnown(
      areas.flatMap((area) => area.within ?? []),
      keys(areas),
    );
    expectKnown(
      [...listings, ...staff, ...stories.senders].map((thing) => thing.organization),
      keys(organizations),
    );
    expectKnown(
      listings.flatMap((listing) => listing.facts.address.areaKey ?? []),
      keys(areas),
    );
    expectKnown(
      staff.flatMap((member) => member.answersFor ?? []),
      KEYS,
    );
    expectKnown(
      stories.senders.flatMap((sender) => Object.keys(sender.workers)),
      staff.map((member) => member.email),
    );
  });

  it('speaks only of known services and attributes, and of every one of them', () => {
    const services = published.flatMap((listing) => listing.facts.services);
    const yes = published.flatMap(({ facts }) => codes(facts.attributes.filter((one) => one.answer === 'YES')));
    expectKnown(SERVICES, services);
    expectKnown(ATTRIBUTES, yes);
    for (const { facts } of listings) {
      expectKnown(facts.services, SERVICES);
      expectKnown(codes(facts.attributes), ATTRIBUTES);
      expectOnce(codes(facts.attributes));
    }
  });

  it('says what it depends on, and never writes down an unknown', () => {
    const all = listings.flatMap((listing) => listing.facts.attributes);
    expectKnown(
      all.map((one) => one.answer),
      ['YES', 'NO', 'DEPENDS'],
    );
    expect(all.filter((one) => one.answer === 'DEPENDS' && !one.note)).toEqual([]);
    expect(all.filter((one) => one.source === null)).toEqual([]);
  });

  it('has hours that can be read: through the night, women only, closed days, unknown', () => {
    const rules = listings.flatMap((listing) => listing.facts.schedules);
    for (const rule of rules) {
      expect(rule.byday.length).toBeGreaterThan(0);
      expectKnown([rule.timezone ?? ZONE], [ZONE]);
      for (const hour of [rule.opensAt, rule.closesAt])
        if (hour !== null) expect(hour).toMatch(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
      if (rule.closed) expect([rule.opensAt, rule.closesAt]).toEqual([null, null]);
    }
    expect(rules.some((rule) => rule.opensAt === '20:00' && rule.closesAt === '08:00')).toBe(true);
    expect(rules.some((rule) => rule.womenOnly)).toBe(true);
    expect(rules.some((rule) => rule.closed && rule.validFrom !== null && rule.validTo !== null)).toBe(true);
    expect(published.some((listing) => listing.facts.schedules.length === 0)).toBe(true);
    const promising = published.filter((listing) => answerOf(listing.key, 'women-only-hours') === 'YES');
    expectKnown(keys(promising), keys(listings.filter(({ facts }) => facts.schedules.some((rule) => rule.womenOnly))));
  });

  it('has four shelters that differ in what matters', () => {
    const refuge = listed('safe-house-refuge');
    const four = [refuge, listed('city-shelter'), listed('st-brigid-refuge'), listed('harbour-hostel')];
    for (const { status, facts } of four)
      expect([status, facts.services.includes('shelter')]).toEqual(['PUBLISHED', true]);
    for (const code of ['accepts-drug-use', 'accepts-ost', 'accepts-children', 'no-police'])
      expect(answerOf('safe-house-refuge', code)).toBe('YES');
    expect(refuge.organization).toBe('safe-house');
    expect(refuge.facts).toMatchObject({ childrenMinimumAge: 0, childrenMaximumAge: 12, boysMaximumAge: 10 });
    expect(refuge.facts.howToRefer.nightPhone).not.toBeNull();
    expect(refuge.capacity?.familyPlacesFree).toBeGreaterThan(0);
    expect(listed('city-shelter').capacity?.placesFree).toBe(0);
    expect(answerOf('city-shelter', 'accepts-drug-use')).toBe('YES');
    expect(answerOf('city-shelter', 'accepts-children')).toBe('YES');
    expect(answerOf('st-brigid-refuge', 'accepts-drug-use')).toBe('NO');
    expect(listed('harbour-hostel').facts.attributes).toEqual([]);
  });

  it('names a confidential door nowhere but in its own address', () => {
    const everything = readdirSync(join(SEEDS, 'demo'))
      .map((file) => text(join('demo', file)))
      .join('\n');
    const confidential = listings.filter(({ facts }) => facts.address.visibility !== 'FULL');
    expect(confidential.map((listing) => listing.facts.address.visibility).sort()).toEqual(['AREA', 'HIDDEN']);
    for (const { facts } of confidential) {
      const { line, postalCode, areaKey, latitude } = facts.address;
      for (const secret of [line, postalCode]) expect(everything.split(secret ?? '\n').length).toBe(2);
      expect(latitude).not.toBe(areas.find((area) => area.key === areaKey)?.latitude);
    }
  });

  it('gives every number, address and mailbox a place that cannot exist', () => {
    const numbers = listings.flatMap(({ facts }) => [
      ...facts.phones.map((phone) => phone.number),
      ...[facts.howToRefer.nightPhone].filter((phone) => phone !== null),
    ]);
    expectOnce(numbers);
    for (const number of numbers) expect(number).toMatch(/^\+999 555 0\d{3}$/);
    for (const { email } of staff) expect(email).toMatch(/\.example$/);
    for (const { facts } of listings) expectKnown([facts.address.country ?? 'ZZ'], ['ZZ']);
  });

  it('has a town of walkable quarters and two villages a drive away', () => {
    const km = (a: Area, b: Area): number =>
      Math.hypot((a.latitude - b.latitude) * 111.2, (a.longitude - b.longitude) * 78.4);
    const town = areas.find((area) => area.key === 'millbrook');
    const quarters = areas.filter((area) => area.within === 'millbrook');
    const villages = areas.filter((area) => area.within === null && area.key !== 'millbrook');
    for (const [index, quarter] of quarters.entries())
      for (const other of quarters.slice(index + 1)) {
        expect(km(quarter, other)).toBeGreaterThan(0.8);
        expect(km(quarter, other)).toBeLessThan(6);
      }
    expect(villages).toHaveLength(2);
    for (const village of villages) {
      expect(km(village, town ?? village)).toBeGreaterThan(15);
      expect(km(village, town ?? village)).toBeLessThan(30);
    }
  });

  it('has the promised accounts, and somebody who answers wherever it says so', () => {
    const roles = Object.fromEntries(staff.map((member) => [member.email, member.roles]));
    expect(roles).toMatchObject({
      'caseworker@riverside.example': ['CASEWORKER'],
      'colleague@riverside.example': ['CASEWORKER'],
      'manager@riverside.example': ['MANAGER'],
      'caseworker@northside.example': ['CASEWORKER'],
      'agency@safehouse.example': ['AGENCY'],
      'nightdesk@safehouse.example': ['AGENCY'],
      'agency@clinic.example': ['AGENCY'],
      'agency@cityshelter.example': ['AGENCY'],
      'administrator@network.example': ['ADMINISTRATOR'],
      'analyst@funder.example': ['ANALYST'],
    });
    for (const { key, answersHere } of organizations) {
      const answering = staff.filter((member) => member.organization === key && member.roles.includes('AGENCY'));
      expect([key, answering.length > 0]).toEqual([key, answersHere]);
    }
    expect(organizations.filter((one) => !one.answersHere).length).toBeGreaterThanOrEqual(3);
    for (const { organization, answersFor } of staff)
      for (const key of answersFor ?? []) expect(listed(key).organization).toBe(organization);
  });
});

describe('the weights of the demo stories', () => {
  const stepReasons = (step: string): string[] => codes(reasons.filter((reason) => reason.steps.includes(step)));
  const positive = (weights: Weights): boolean =>
    Object.values(weights).every((weight) => weight >= 0) && Object.values(weights).some((weight) => weight > 0);

  it('weighs every service, age band, pregnancy, urgency and way of walking with her', () => {
    expect(Object.keys(stories.needs).sort()).toEqual([...SERVICES].sort());
    const bands = ['UNDER_18', 'FROM_18_TO_24', 'FROM_25_TO_34', 'FROM_35_TO_49', 'FROM_50', 'UNKNOWN'];
    expect(Object.keys(stories.client.ageBand)).toEqual(bands);
    expect(Object.keys(stories.client.pregnancy)).toEqual(['PREGNANT', 'POSTPARTUM', 'NO', 'UNKNOWN']);
    for (const weights of [stories.urgency.default, ...Object.values(stories.urgency.byService)])
      expect([Object.keys(weights), positive(weights)]).toEqual([['ROUTINE', 'SOON', 'TODAY', 'NOW'], true]);
    expectKnown(Object.keys(stories.urgency.byService), SERVICES);
    for (const weights of Object.values(stories.needsWhen)) expectKnown(Object.keys(weights), SERVICES);
    for (const { services } of stories.needsTogether)
      expect(published.some(({ facts }) => services.every((code) => facts.services.includes(code)))).toBe(true);
    const odds = stories.handover.arrivalOddsTimes;
    for (const weights of Object.values(stories.handover.assistance))
      expect(Object.keys(weights)).toEqual(Object.keys(odds));
    expect(odds['ACCOMPANIED']).toBeGreaterThan(odds['INFORMATION'] ?? Infinity);
  });

  it('knows how every published listing behaves', () => {
    expect(stories.listings.map((behaviour) => behaviour.listing).sort()).toEqual(keys(published).sort());
    for (const behaviour of stories.listings) {
      const { accept, waitlist, decline, silent } = behaviour.answer;
      expect(accept + waitlist + decline + silent).toBeCloseTo(1);
      for (const share of [behaviour.arrives, behaviour.completes, behaviour.turnedAway, behaviour.respect])
        expect(share >= 0 && share <= 1).toBe(true);
      expectKnown(Object.keys(behaviour.declineReasons), stepReasons('DECLINE'));
      expectKnown(Object.keys(behaviour.turnAwayReasons), stepReasons('TURN_AWAY'));
      expect(Object.keys(behaviour.outcome)).toEqual(['RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED']);
      for (const weights of [behaviour.declineReasons, behaviour.turnAwayReasons, behaviour.outcome])
        expect([behaviour.listing, positive(weights)]).toEqual([behaviour.listing, true]);
    }
  });

  it('ends referrals only for reasons that may end them so', () => {
    expectKnown(Object.keys(stories.notArrived.closeReasons), stepReasons('CLOSE'));
    expectKnown(Object.keys(stories.notArrived.missReasons), [...stepReasons('MISS'), 'none']);
    expectKnown(Object.keys(stories.notCompletedAfterArrival), stepReasons('CLOSE'));
    expectKnown(Object.keys(stories.withdrawn.reasons), stepReasons('WITHDRAW'));
  });

  it('lets St Brigid refuse mostly for drug use', () => {
    const brigid = stories.listings.find((behaviour) => behaviour.listing === 'st-brigid-refuge');
    const weights = Object.entries(brigid?.declineReasons ?? {}).sort(([, a], [, b]) => b - a);
    expect(weights[0]?.[0]).toBe('drug-use');
  });
});
