import type { ComponentChildren, JSX } from 'preact';
import { Button } from '../../parts/button.js';
import { useWords } from '../../words/words.js';
import { NotWritten } from './refused.js';
import type { Writing } from './use-update.js';

/** A form of one part: its fields, why it was not written, and Save. Who only reads has its fields shut. */
export function PartForm({
  writing,
  shown,
  mayWrite,
  saving,
  onSave,
  children,
}: {
  writing: Writing;
  /** Paths whose problems stand at their field. */
  shown: readonly string[];
  mayWrite: boolean;
  /** What saving does, where more is to be said than Save. */
  saving?: string;
  onSave: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const say = useWords('listings');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mayWrite) onSave();
      }}
    >
      <NotWritten writing={writing} shown={shown} />
      <fieldset disabled={!mayWrite}>{children}</fieldset>
      {/* The field may stand far above what was pressed. */}
      {writing.problems.length > 0 && <p class="error">{say('mend')}</p>}
      {mayWrite && (
        <Button type="submit" kind="main" busy={writing.busy}>
          {saving ?? say('save')}
        </Button>
      )}
    </form>
  );
}
