import { splitForAgency, splitForNetwork } from './listing-changes.js';
import { editFrom, PROMISES_NOTHING } from './listing-content.js';
import type { AnswerValue, AttributeFact, ListingFacts } from '../listing-facts.js';
import type { UpdateListingInput } from '../listing.input.js';

const THEN = '2026-01-01T00:00:00.000Z';
const SAID = { source: 'ORGANIZATION', at: '2026-11-22T10:00:00.000Z' } as const;

const fact = (code: string, answer: AnswerValue, changes: Partial<AttributeFact> = {}): AttributeFact => ({
  code,
  answer,
  note: null,
  source: 'WOMEN',
  confirmedAt: THEN,
  ...changes,
});
const said = (code: string, answer: AnswerValue) => fact(code, answer, { source: SAID.source, confirmedAt: SAID.at });

const CURRENT: ListingFacts = {
  name: 'Refuge',
  description: 'Quiet.',
  services: ['shelter'],
  attributes: [fact('no-id', 'YES'), fact('walk-in', 'NO')],
  languages: ['en'],
  schedules: [],
  phones: [],
  address: {
    visibility: 'AREA',
    areaId: 'area-1',
    line: 'Old Lane 1',
    city: 'Old Town',
    region: null,
    postalCode: null,
    country: null,
    latitude: 1,
    longitude: 2,
    meetingPoint: null,
  },
  howToRefer: { ...PROMISES_NOTHING, method: 'Ring.', respondsWithinMinutes: 60 },
  cost: 'Free',
  minimumAge: 18,
  maximumAge: null,
  childrenMinimumAge: null,
  childrenMaximumAge: null,
  boysMaximumAge: null,
};

const edit = (given: Partial<UpdateListingInput>) => editFrom({ id: 'listing-1', version: 1, ...given }, CURRENT, SAID);

describe('what an update gives', () => {
  it('is only what is in it; an explicit null takes back', () => {
    expect(edit({})).toEqual({});
    expect(edit({ cost: undefined })).toEqual({});
    expect(
      edit({ cost: null, description: '  ', minimumAge: null, languages: [], schedules: null, phones: null }),
    ).toEqual({
      cost: null,
      description: null,
      minimumAge: null,
      languages: null,
      schedules: [],
      phones: [],
    });
  });

  it('changes single promises, and takes all back with null', () => {
    expect(edit({ howToRefer: { nightPhone: '1', method: null } }).howToRefer).toEqual({
      ...PROMISES_NOTHING,
      respondsWithinMinutes: 60,
      nightPhone: '1',
    });
    expect(edit({ howToRefer: null }).howToRefer).toEqual(PROMISES_NOTHING);
  });

  it('is the whole address: nothing of the old door stays under a new one', () => {
    expect(edit({ address: { visibility: 'FULL', line: 'New Lane 2' } }).address).toEqual({
      visibility: 'FULL',
      areaId: null,
      line: 'New Lane 2',
      city: null,
      region: null,
      postalCode: null,
      country: null,
      latitude: null,
      longitude: null,
      meetingPoint: null,
    });
  });
});

describe('an agency’s update', () => {
  it('lets hours, phones, cost and languages go live, and ages, answers and address wait', () => {
    const split = splitForAgency(
      CURRENT,
      {},
      edit({
        cost: 'Nothing',
        languages: ['es'],
        minimumAge: 16,
        boysMaximumAge: 12,
        attributes: [{ code: 'walk-in', answer: 'YES' }],
        address: { visibility: 'HIDDEN' },
      }),
    );
    expect(Object.keys(split.live).sort()).toEqual(['cost', 'languages']);
    expect(Object.keys(split.waits).sort()).toEqual(['address', 'attributes', 'boysMaximumAge', 'minimumAge']);
    expect(split.waits.attributes).toEqual([said('walk-in', 'YES')]);
    expect(split.withdrawn).toEqual([]);
  });

  it('that says what is so already changes nothing', () => {
    const split = splitForAgency(CURRENT, {}, edit({ name: 'Refuge', minimumAge: 18, maximumAge: null }));
    expect(split).toEqual({ live: {}, waits: {}, withdrawn: [] });
  });

  it('that gives the same answer again confirms it at once, and leaves who said it first', () => {
    const split = splitForAgency(CURRENT, {}, edit({ attributes: [{ code: 'no-id', answer: 'YES' }] }));
    expect(split.waits).toEqual({});
    expect(split.live.attributes).toEqual([fact('no-id', 'YES', { confirmedAt: SAID.at })]);
  });

  it('merges with answers that wait already, by code', () => {
    const pending = { attributes: [fact('free', 'YES'), fact('walk-in', 'YES')] };
    const given = edit({
      attributes: [
        { code: 'walk-in', answer: 'DEPENDS', note: 'Mornings.' },
        { code: 'remote', answer: 'YES' },
      ],
    });
    expect(splitForAgency(CURRENT, pending, given).waits.attributes).toEqual([
      fact('free', 'YES'),
      { ...said('walk-in', 'DEPENDS'), note: 'Mornings.' },
      said('remote', 'YES'),
    ]);
  });

  it('takes a proposal back by saying again what is public', () => {
    const pending = { minimumAge: 16, attributes: [fact('walk-in', 'YES')] };
    const given = edit({ minimumAge: 18, attributes: [{ code: 'walk-in', answer: 'NO' }] });
    const split = splitForAgency(CURRENT, pending, given);
    expect(split.waits).toEqual({});
    expect([...split.withdrawn].sort()).toEqual(['attributes', 'minimumAge']);
  });

  it('proposes that nobody knows any more', () => {
    const split = splitForAgency(
      CURRENT,
      {},
      edit({ minimumAge: null, attributes: [{ code: 'no-id', answer: 'UNKNOWN' }] }),
    );
    expect(split.waits).toEqual({ minimumAge: null, attributes: [said('no-id', 'UNKNOWN')] });
  });
});

describe('the network’s update', () => {
  it('goes live whole', () => {
    const given = edit({ minimumAge: 16, cost: 'Free', attributes: [{ code: 'walk-in', answer: 'YES' }] });
    expect(splitForNetwork(CURRENT, given)).toEqual({
      live: { minimumAge: 16, attributes: [said('walk-in', 'YES')] },
      waits: {},
      withdrawn: [],
    });
  });
});

describe('who sends back what she was shown', () => {
  it('says nothing by our own words for an answer that is being checked, and keeps what she proposed before', () => {
    const shown = [
      { code: 'no-id', answer: 'DEPENDS' as const, note: ' Being checked: call first. ' },
      { code: 'walk-in', answer: 'NO' as const },
    ];
    const pending = { attributes: [said('no-id', 'NO')] };
    for (const before of [{}, pending]) {
      const { live, waits, withdrawn } = splitForAgency(CURRENT, before, edit({ attributes: shown }));
      expect([live.attributes?.map(({ code }) => code), waits, withdrawn]).toEqual([['walk-in'], {}, []]);
    }
    const own = edit({ attributes: [{ code: 'no-id', answer: 'DEPENDS', note: 'Call first.' }] });
    expect(splitForAgency(CURRENT, {}, own).waits.attributes).toHaveLength(1);
  });
});
