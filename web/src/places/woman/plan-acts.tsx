import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanEndPlan, WomanReopenPlan, WomanUndoEvent } from '../../../generated/documents/plan-acts.js';
import type { PlanEvent, WomanPlanFragment, WomanPlansQuery } from '../../../generated/graphql.js';
import { Button } from '../../parts/button.js';
import { useWords } from '../../words/words.js';
import { AddStep } from './plan-add-step.js';
import { MoveDay, SayItHappened } from './plan-day.js';
import { EndPlan, StrikePlan } from './plan-end.js';
import { ActTrouble } from './act-trouble.js';
import { usePlanAct, type WayBack } from './use-plan-act.js';

interface PlanActsProps {
  plan: WomanPlanFragment;
  /** What its later steps wait for; null where nothing. */
  event: PlanEvent | null;
  ends: WomanPlansQuery['planTerms']['ends'];
  again: () => void;
  /** Its steps: what is done with the whole stands before them, what ends it behind them. */
  children: ComponentChildren;
}
type Dialog = 'move' | 'happened' | 'add' | 'end' | 'strike';

/** What can be done with a whole plan, as far as the server takes it from where the plan stands. */
export function PlanActs(props: PlanActsProps): JSX.Element {
  const say = useWords('woman');
  const { plan, event, ends, again, children } = props;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { undo, reopen, takeBack, goOn } = useWaysBack(props);
  const over = plan.endedAt !== null;
  const happened = plan.happenedOn !== null;
  // Custody ends with her release and with nothing else: it is said after the plan is over, too.
  const mayHappen = event !== null && (!over || event === 'RELEASE');
  const shared = (name: Dialog) => ({ plan, again, open: dialog === name, onClose: () => setDialog(null) });
  return (
    <>
      <ActTrouble of={undo} />
      <ActTrouble of={reopen} />
      <div class="actions">
        {mayHappen && !happened && <Button onClick={() => setDialog('happened')}>{say(`plan.event.${event}`)}</Button>}
        {!over && !happened && <Button onClick={() => setDialog('move')}>{say('plan.move')}</Button>}
        {!over && <Button onClick={() => setDialog('add')}>{say('plan.add')}</Button>}
        {over && (
          <Button busy={reopen.busy} onClick={() => void goOn(plan.version)}>
            {say('plan.reopen')}
          </Button>
        )}
      </div>
      {children}
      <details>
        <summary>{say(over ? 'plan.others.over' : happened ? 'plan.others.happened' : 'plan.others')}</summary>
        <div class="actions">
          {mayHappen && happened && <Button onClick={() => setDialog('happened')}>{say('plan.event.correct')}</Button>}
          {happened && event !== null && (
            <Button busy={undo.busy} onClick={() => void takeBack(plan.version)}>
              {say(`plan.event.${event}.undo`)}
            </Button>
          )}
          {!over && <Button onClick={() => setDialog('end')}>{say('plan.end')}</Button>}
          <Button kind="danger" onClick={() => setDialog('strike')}>
            {say('plan.strike')}
          </Button>
        </div>
      </details>
      {/* What was typed for a day that has changed since is not kept. */}
      <MoveDay key={`move${plan.version}`} {...shared('move')} />
      {event !== null && (
        <SayItHappened key={`happened${plan.version}`} event={event} takeBack={takeBack} {...shared('happened')} />
      )}
      <AddStep key={`add${plan.version}`} {...shared('add')} />
      <EndPlan key={`end${plan.version}`} ends={ends} reopen={goOn} {...shared('end')} />
      <StrikePlan key={`strike${plan.version}`} {...shared('strike')} />
    </>
  );
}

/** What is done without a question, because the next tap takes it back. */
function useWaysBack({ plan, event, again }: Omit<PlanActsProps, 'children'>) {
  const say = useWords('woman');
  const undo = usePlanAct(WomanUndoEvent, plan, again);
  const reopen = usePlanAct(WomanReopenPlan, plan, again);
  const end = usePlanAct(WomanEndPlan, plan, again);
  const takeBack: WayBack = (version) => undo.take({}, { text: say(`plan.event.${event ?? 'BIRTH'}.undone`) }, version);
  const ended = plan.end?.code;
  const endAgain: WayBack | undefined =
    ended === undefined
      ? undefined
      : (version) => end.take({ endCode: ended }, { text: say('plan.end.done') }, version);
  const goOn: WayBack = (version) => reopen.take({}, { text: say('plan.reopen.done'), undo: endAgain }, version);
  return { undo, reopen, takeBack, goOn };
}
