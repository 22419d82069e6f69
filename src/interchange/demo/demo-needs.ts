import type { AssistanceValue, UrgencyValue } from '../../referrals/index.js';
import type { Place } from './demo-network.js';
import type { DemoRandom, Weights } from './demo-random.js';
import type { Stories } from './demo-seeds.js';
import type { HandoverChange } from './stage.js';
import { aCallBack, aMeetingPoint } from './demo-phrases.js';
import type { Woman } from './demo-women.js';

/** What she needs, how soon, and how far her worker walks with her. */
export interface Need {
  services: string[];
  urgency: UrgencyValue;
  assistance: AssistanceValue;
  handover: HandoverChange;
}

/** One need of hers. */
export function drawNeed(stories: Stories, { told }: Woman, random: DemoRandom): Need {
  const weigh = needsOf(stories, told);
  const services = drawServices(stories, weigh, random);
  const urgency = drawUrgency(stories, services, random);
  const { handover } = stories;
  const assistance = random.among(handover.assistance[isUrgent(urgency) ? 'urgent' : 'default']);
  const childcare = told.childrenAges?.length ? random.among(handover.childcareArranged) : 'notSaid';
  return {
    services,
    urgency,
    assistance,
    handover: {
      assistance,
      companion: random.among(handover.companion[assistance]),
      transport: random.among(handover.transport),
      childcareArranged: childcare === 'notSaid' ? null : childcare === 'yes',
      meetingPoint: random.chance(handover.meetingPointAgreed) ? aMeetingPoint(random) : null,
      callBack: random.chance(handover.callBackNamed) ? aCallBack(random) : null,
    },
  };
}

export const isUrgent = (urgency: UrgencyValue): boolean => urgency === 'NOW' || urgency === 'TODAY';

/** How often a woman like her needs each service. */
function needsOf({ needs, needsWhen }: Stories, told: Woman['told']): (service: string) => number {
  const children = told.childrenAges;
  const kinds = [
    told.pregnancy ?? 'UNKNOWN',
    ...(children ? [children.length > 0 ? 'withChildren' : 'withoutChildren'] : []),
    ...(told.ageBand === 'UNDER_18' ? ['UNDER_18'] : []),
  ];
  const times = kinds.flatMap((kind): Weights[] => (needsWhen[kind] ? [needsWhen[kind]] : []));
  return (service) => times.reduce((weight, by) => weight * (by[service] ?? 1), needs[service] ?? 0);
}

function drawServices(stories: Stories, weigh: (service: string) => number, random: DemoRandom): string[] {
  const one = (): string[] => [random.pickBy(Object.keys(stories.needs), weigh) ?? 'psychosocial'];
  if (random.chance(stories.oneNeedOnly)) return one();
  // Needs that come together are as likely for her as the least likely of them beside everybody's.
  const together = random.pickBy(
    stories.needsTogether,
    ({ services, weight }) => weight * Math.min(...services.map((code) => weigh(code) / (stories.needs[code] ?? 1))),
  );
  return together ? [...together.services] : one();
}

/** The most urgent of what she needs decides. */
function drawUrgency({ urgency }: Stories, services: readonly string[], random: DemoRandom): UrgencyValue {
  const drawn = services.map((service) => random.among(urgency.byService[service] ?? urgency.default));
  return (['NOW', 'TODAY', 'SOON'] as const).find((each) => drawn.includes(each)) ?? 'ROUTINE';
}

/** A place that offers it all, that was not tried and that she need not avoid; null where none is left. */
export function choosePlace(
  places: readonly Place[],
  services: readonly string[],
  { told }: Woman,
  tried: ReadonlySet<string>,
  random: DemoRandom,
): Place | null {
  const avoided = new Set([...(told.avoid?.organizationIds ?? []), ...(told.avoid?.areaIds ?? [])]);
  const fitting = places.filter(
    (place) =>
      services.every((service) => place.services.includes(service)) &&
      !tried.has(place.key) &&
      !avoided.has(place.organizationId) &&
      !avoided.has(place.areaId ?? ''),
  );
  return random.pickBy(fitting, ({ behaviour }) => behaviour.pick);
}
