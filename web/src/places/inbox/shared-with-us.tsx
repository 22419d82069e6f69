import type { ComponentChildren, JSX } from 'preact';
import { Notice } from '../../parts/notice.js';
import { useReader } from '../../reader.js';
import { useTerms } from '../../terms/use-terms.js';
import { dayOf, momentOf } from '../../words/when.js';
import { useLanguage, useWords, type Say } from '../../words/words.js';
import { telephone } from './ring.js';
import type { Whole } from './steps.js';

type Shared = NonNullable<Whole['shared']>;
type Fact = [string, ComponentChildren];

/** What she chose to let the receiver know: that, and nothing that is not there. */
export function SharedWithUs({ referral }: { referral: Whole }): JSX.Element {
  const say = useWords('inbox');
  const { organization } = useReader();
  const { nameOf } = useTerms();
  const language = useLanguage();
  const { shared } = referral;
  const received = referral.to.id === organization?.id;
  if (!shared)
    return (
      <Notice>
        <p>{say(received ? 'shared.ended' : 'shared.none')}</p>
      </Notice>
    );
  const facts = factsOf(shared, say, nameOf, language);
  return (
    <section class="stack">
      <h3>{say(received ? 'shared' : 'shared.sent')}</h3>
      <Facts facts={facts} />
      <p class="small">{say(facts.length === 0 ? 'shared.nothing' : 'shared.only')}</p>
    </section>
  );
}

export function Facts({ facts }: { facts: Fact[] }): JSX.Element | null {
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(shared: Shared, say: Say<'inbox'>, nameOf: (code: string) => string, language: string): Fact[] {
  const { ageBand, pregnancy, dueMonth, childrenAges, languages, medicineRunsOutOn, needs, note } = shared;
  const spoken = new Intl.DisplayNames([language], { type: 'language' });
  const facts: [string, ComponentChildren | null][] = [
    [say('shared.needs'), needs && needs.length > 0 ? needs.map(nameOf).join(', ') : null],
    [say('shared.note'), note && <span class="lines">{note}</span>],
    [say('shared.ageBand'), ageBand && say(`ageBand.${ageBand}`)],
    [say('shared.pregnancy'), pregnancy && say(`pregnancy.${pregnancy}`)],
    [say('shared.dueMonth'), dueMonth],
    [
      say('shared.children'),
      childrenAges && (childrenAges.length > 0 ? childrenAges.join(', ') : say('shared.noChildren')),
    ],
    [
      say('shared.languages'),
      languages && languages.length > 0 ? languages.map((tag) => nameIn(spoken, tag)).join(', ') : null,
    ],
    [say('shared.medicine'), medicineRunsOutOn && dayOf(medicineRunsOutOn)],
    [say('shared.contact'), shared.safeContact && contactOf(shared.safeContact, say)],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== null && fact[1] !== undefined);
}

function nameIn(spoken: Intl.DisplayNames, tag: string): string {
  try {
    return spoken.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function contactOf(contact: NonNullable<Shared['safeContact']>, say: Say<'inbox'>): ComponentChildren {
  const { channel, details, safeTimes, codeWord, voicemailOk } = contact;
  if (channel === 'NONE') return say('contact.NONE');
  return [
    say(`contact.${channel}`),
    details,
    safeTimes && say('contact.times', { times: safeTimes }),
    codeWord && say('contact.codeWord', { word: codeWord }),
    channel === 'PHONE' && say(voicemailOk ? 'contact.voicemail' : 'contact.noVoicemail'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Who goes with her, and how. */
export function HandoverFacts({ referral }: { referral: Whole }): JSX.Element | null {
  const say = useWords('inbox');
  const { handover } = referral;
  if (!handover) return null;
  const { assistance, companion, transport, childcareArranged, meetingPoint, meetAt, callBack } = handover;
  const facts: [string, ComponentChildren | null][] = [
    [say('handover.assistance'), say(`assistance.${assistance}`)],
    [say('handover.companion'), companion && say(`companion.${companion}`)],
    [say('handover.transport'), transport && say(`transport.${transport}`)],
    [say('handover.childcare'), typeof childcareArranged === 'boolean' ? say(childcareArranged ? 'yes' : 'no') : null],
    [say('handover.meetingPoint'), meetingPoint],
    [say('handover.meetAt'), meetAt && momentOf(meetAt)],
    [say('handover.callBack'), callBack && <CallBack text={callBack} />],
  ];
  return (
    <section class="stack">
      <h3>{say('handover')}</h3>
      <Facts facts={facts.filter((fact): fact is Fact => Boolean(fact[1]))} />
    </section>
  );
}

/** Written as people write it: a name and a number. */
function CallBack({ text }: { text: string }): JSX.Element {
  const number = /\+?\d[\d ()/-]{4,}\d/.exec(text)?.[0];
  if (!number) return <>{text}</>;
  return <a href={telephone(number)}>{text}</a>;
}
