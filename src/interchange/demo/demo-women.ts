import { DateTime } from 'luxon';
import type { Actor } from '../../identity/index.js';
import { found, type DemoNetwork } from './demo-network.js';
import { passphraseOf, SAFE_TIMES, wayToReachHer } from './demo-phrases.js';
import type { DemoRandom } from './demo-random.js';
import type { Stories, WomanWeights } from './demo-seeds.js';
import type { OpeningOfClient } from './stage.js';

/** An invented woman: whose client she is, and what she tells when she is opened. */
export interface Woman {
  worker: Actor;
  told: OpeningOfClient;
  /** More than one thing is told of her. */
  needsMore: boolean;
}

/** A woman as she sits down with her worker at that moment. */
export function drawWoman(
  { stories, network }: { stories: Stories; network: DemoNetwork },
  { number, openedAt, needsMore }: { number: number; openedAt: number; needsMore: boolean },
  random: DemoRandom,
): Woman {
  const sender = random.pickBy(stories.senders, ({ clients }) => clients) ?? random.pick(stories.senders);
  const worker = found(network.staff, random.among(sender.workers));
  return { worker, told: whatSheTells(stories.client, network, { number, openedAt, random }), needsMore };
}

interface Drawing {
  number: number;
  openedAt: number;
  random: DemoRandom;
}

function whatSheTells(weights: WomanWeights, network: DemoNetwork, drawing: Drawing): OpeningOfClient {
  const { random, number } = drawing;
  const day = DateTime.fromMillis(drawing.openedAt, { zone: 'utc' });
  const pregnancy = random.among(weights.pregnancy);
  const monthsLeft = Math.floor(random.between(0, 8));
  return {
    ageBand: random.among(weights.ageBand),
    pregnancy,
    dueMonth:
      pregnancy === 'PREGNANT' && random.chance(weights.dueMonthKnown)
        ? day.plus({ months: monthsLeft }).toFormat('yyyy-MM')
        : undefined,
    childrenAges: childrenOf(weights, random),
    gender: unlessNotSaid(random.among(weights.gender)),
    languages: languagesOf(weights, random),
    medicineRunsOutOn:
      random.among(weights.medicine) === 'known'
        ? (day.plus({ days: Number(random.among(weights.medicineDaysLeft)) }).toISODate() ?? undefined)
        : undefined,
    safeContact: safeContactOf(weights, random),
    avoid: avoidedBy(weights, network, random),
    countMe: random.chance(weights.countMe),
    passphrase: random.chance(weights.passphrase) ? passphraseOf(number, random) : undefined,
  };
}

const NOT_SAID = 'notSaid';
const unlessNotSaid = (said: string): string | undefined => (said === NOT_SAID ? undefined : said);

function childrenOf(weights: WomanWeights, random: DemoRandom): number[] | undefined {
  const count = random.among(weights.childrenCount);
  if (count === NOT_SAID) return undefined;
  const ages = Array.from({ length: Number(count) }, () => Number(random.among(weights.childAge)));
  return ages.sort((a, b) => b - a);
}

function languagesOf(weights: WomanWeights, random: DemoRandom): string[] | undefined {
  const first = random.among(weights.languages);
  if (first === NOT_SAID) return undefined;
  const second = random.chance(weights.secondLanguage) ? random.among({ ...weights.languages, notSaid: 0 }) : first;
  return [...new Set([first, second])];
}

function safeContactOf(weights: WomanWeights, random: DemoRandom): OpeningOfClient['safeContact'] {
  const channel = random.among(weights.safeContact);
  const slipOk = random.chance(weights.slipOk);
  if (channel === 'NONE') return { channel, slipOk };
  return {
    channel,
    slipOk,
    details: wayToReachHer(channel, random),
    safeTimes: random.pick(SAFE_TIMES),
    voicemailOk: channel === 'PHONE' && random.chance(weights.voicemailOk),
    codeWord: random.chance(weights.codeWord) ? random.pick(['tomatoes', 'the blue coat', 'Tuesday choir']) : null,
  };
}

function avoidedBy(weights: WomanWeights, network: DemoNetwork, random: DemoRandom): OpeningOfClient['avoid'] {
  const places = network.places;
  const organizationIds = random.chance(weights.avoidsAnOrganization) ? [random.pick(places).organizationId] : [];
  const areaIds = random.chance(weights.avoidsAnArea) ? [random.pick(network.quarterIds)] : [];
  if (organizationIds.length + areaIds.length === 0) return undefined;
  return { organizationIds, areaIds, note: random.chance(0.5) ? 'Somebody she knows works there.' : null };
}
