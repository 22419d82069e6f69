import type { JSX } from 'preact';
import type { SaidValueFragment } from '../../../generated/graphql.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords, type Say } from '../../words/words.js';

type Lines = (string | null | undefined | false)[];

/** Who may know it first: a door that would become public must not look like a street that only moved. */
const linesOf = (address: NonNullable<SaidValueFragment['address']>, say: Say<'network'>): Lines => {
  const { visibility, line, postalCode, city, region, country, area, latitude, longitude, meetingPoint } = address;
  return [
    say(`visibility.${visibility}`),
    [line, postalCode, city, region, country, area].filter(Boolean).join(', '),
    typeof latitude === 'number' && typeof longitude === 'number' && `${latitude}, ${longitude}`,
    meetingPoint,
  ];
};

/** What a listing says at one of its fields, a line each. Nothing said is said to be so. */
export function SaidValue({ value }: { value: SaidValueFragment | null }): JSX.Element {
  const say = useWords('network');
  const { nameOf } = useTerms();
  const lines: Lines = value
    ? [
        value.text,
        typeof value.number === 'number' && String(value.number),
        ...(value.codes ?? []).map(nameOf),
        ...(value.answers ?? []).map(({ code, answer, note }) =>
          [`${nameOf(code)}: ${say(`answer.${answer}`)}`, note].filter(Boolean).join(' · '),
        ),
        ...(value.phones ?? []).map(({ number, description }) => [number, description].filter(Boolean).join(' · ')),
        ...(value.schedules ?? []).map(({ byday, opensAt, closesAt, closed, womenOnly }) =>
          [
            byday.join(' '),
            closed ? say('closed') : `${opensAt ?? ''}–${closesAt ?? ''}`,
            womenOnly && say('womenOnly'),
          ]
            .filter(Boolean)
            .join(' '),
        ),
        ...(value.address ? linesOf(value.address, say) : []),
        value.howToRefer?.method,
        value.howToRefer?.nextStep,
        value.howToRefer?.nightPhone,
      ]
    : [];
  const shown = lines.filter((line): line is string => typeof line === 'string' && line !== '');
  if (shown.length === 0) return <span class="hint">{say('nothingSaid')}</span>;
  return (
    <ul>
      {shown.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
