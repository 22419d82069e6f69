import type { JSX } from 'preact';
import type { HersThatCrossesFragment, SharedField, WouldCrossFragment } from '../../../generated/graphql.js';
import { AnswerBadge } from '../../parts/answer-badge.js';
import { ServerText } from '../../parts/server-text.js';
import { useTerms } from '../../terms/use-terms.js';
import { dayOf, momentOf, numberOf } from '../../words/when.js';
import { useWords, type Say } from '../../words/words.js';

export const FIELDS: readonly SharedField[] = [
  ...(['NEEDS', 'NOTE', 'AGE_BAND', 'PREGNANCY', 'CHILDREN', 'LANGUAGES', 'MEDICINE', 'SAFE_CONTACT'] as const),
];

/** What each field would carry, in words; a field that carries nothing (she did not say) is left out. */
export function useFieldTexts(): (shared: HersThatCrossesFragment) => Map<SharedField, string> {
  const her = useWords('woman');
  const { nameOf } = useTerms();
  return (shared) => {
    const { ageBand, pregnancy, dueMonth, childrenAges, languages, medicineRunsOutOn, needs, note, safeContact } =
      shared;
    const texts: [SharedField, string | null][] = [
      ['NEEDS', needs && needs.length > 0 ? needs.map(nameOf).join('; ') : null],
      ['NOTE', note ?? null],
      ['AGE_BAND', ageBand && ageBand !== 'UNKNOWN' ? her(`age.${ageBand}`) : null],
      [
        'PREGNANCY',
        pregnancy && pregnancy !== 'UNKNOWN'
          ? [her(`pregnancy.${pregnancy}`), dueMonth].filter(Boolean).join(', ')
          : null,
      ],
      [
        'CHILDREN',
        childrenAges
          ? childrenAges.length === 0
            ? her('children.none')
            : childrenAges.map((age) => numberOf(age)).join(', ')
          : null,
      ],
      ['LANGUAGES', languages && languages.length > 0 ? languages.join(', ') : null],
      ['MEDICINE', medicineRunsOutOn ? dayOf(medicineRunsOutOn) : null],
      ['SAFE_CONTACT', safeContact ? contactText(safeContact, her(`channel.${safeContact.channel}`)) : null],
    ];
    return new Map(texts.filter((entry): entry is [SharedField, string] => entry[1] !== null));
  };
}

const contactText = (
  { details, safeTimes, codeWord }: NonNullable<HersThatCrossesFragment['safeContact']>,
  channel: string,
): string => [channel, details, safeTimes, codeWord].filter(Boolean).join(', ');

/** What the place sees in any case, and what it does with what it learns. Not known is said as not known. */
export function AlwaysCrosses({ crossing }: { crossing: WouldCrossFragment }): JSX.Element {
  const say = useWords('refer');
  const { nameOf } = useTerms();
  const { fromName, services, urgency, deadline, neededFrom, handover, reports } = crossing;
  const facts: [string, string | null][] = [
    [say('cross.from'), fromName],
    [say('cross.services'), services.map(nameOf).join(', ')],
    [say('cross.urgency'), say(`urgency.${urgency}`)],
    [say('deadline'), deadline ? momentOf(deadline) : null],
    [say('neededFrom'), neededFrom ? dayOf(neededFrom) : null],
    [say('warm'), handover ? handoverText(handover, say) : null],
  ];
  return (
    <>
      <dl class="facts">
        {facts.map(
          ([name, text]) =>
            text && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
      <h3>{say('reports')}</h3>
      {reports.length === 0 ? (
        <p>{say('reports.none')}</p>
      ) : (
        <ul class="stack">
          {reports.map(({ code, answer, note }) => (
            <li key={code} class="row">
              <span>{nameOf(code)}</span> <AnswerBadge state={answer} />{' '}
              {note && (
                <span class="small">
                  <ServerText text={note} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function handoverText(handover: NonNullable<WouldCrossFragment['handover']>, say: Say<'refer'>): string {
  const { assistance, companion, transport, childcareArranged, meetingPoint, meetAt, callBack } = handover;
  return [
    say(`assistance.${assistance}`),
    companion && say(`companion.${companion}`),
    transport && say(`transport.${transport}`),
    childcareArranged === true && say('childcare.yes'),
    childcareArranged === false && say('childcare.no'),
    meetingPoint,
    meetAt && momentOf(meetAt),
    callBack && `${say('callBack')}: ${callBack}`,
  ]
    .filter(Boolean)
    .join('; ');
}
