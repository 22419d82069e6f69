import type { JSX } from 'preact';
import { Tag } from '../../parts/answer-badge.js';
import { agoOf, dayOf, momentOf } from '../../words/when.js';
import { useWords, type Say } from '../../words/words.js';
import type { Row } from './steps.js';
import { isOver } from './steps.js';

type Tone = 'quiet' | 'good' | 'care' | 'bad';
const TONES: Partial<Record<Row['status'], Tone>> = {
  SENT: 'care',
  ACKNOWLEDGED: 'care',
  ACCEPTED: 'good',
  SCHEDULED: 'good',
  ARRIVED: 'good',
  COMPLETED: 'good',
};

/** Where it stands, how soon, and what is late. */
export function Standing({ referral }: { referral: Row }): JSX.Element {
  const say = useWords('inbox');
  const { status, urgency, overdue, lookAgainDue, questionDueBy } = referral;
  return (
    <div class="row">
      <Tag tone={TONES[status] ?? 'quiet'}>{say(`status.${status}`)}</Tag>
      {!isOver(referral) && urgency !== 'ROUTINE' && (
        <Tag tone={urgency === 'NOW' ? 'bad' : 'quiet'}>{say(`urgency.${urgency}`)}</Tag>
      )}
      {overdue && <Tag tone="bad">{say('late')}</Tag>}
      {lookAgainDue && <Tag tone="care">{say('lookToday')}</Tag>}
      {questionDueBy && <Tag tone="care">{say('questionWaits')}</Tag>}
    </div>
  );
}

/** What is due, in a sentence; the nearest first. */
export function dueOf(referral: Row, say: Say<'inbox'>): string[] {
  const { status, respondBy, appointmentAt, lookAgainOn, holdUntil, neededFrom, deadline, questionDueBy } = referral;
  const said = [
    questionDueBy && say('due.question', { when: agoOf(questionDueBy) }),
    status === 'SCHEDULED' && appointmentAt && say('due.appointment', { when: momentOf(appointmentAt) }),
    status === 'WAITLISTED' && lookAgainOn && say('due.lookAgain', { when: dayOf(lookAgainOn) }),
    status === 'ACCEPTED' && holdUntil && say('due.hold', { when: momentOf(holdUntil) }),
    !isOver(referral) &&
      respondBy &&
      status !== 'WAITLISTED' &&
      say(status === 'SENT' || status === 'ACKNOWLEDGED' ? 'due.answer' : 'due.word', { when: agoOf(respondBy) }),
    !isOver(referral) && neededFrom && say('due.neededFrom', { when: dayOf(neededFrom) }),
    !isOver(referral) && deadline && say('due.deadline', { when: momentOf(deadline) }),
  ];
  return said.filter((each): each is string => typeof each === 'string' && each !== '');
}
