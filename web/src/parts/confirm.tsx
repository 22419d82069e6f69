import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../words/words.js';
import { Button } from './button.js';

interface ConfirmProps {
  open: boolean;
  title: string;
  children?: ComponentChildren;
  /** What the button does, as a verb: "Withdraw consent", never "OK". */
  action: string;
  danger?: boolean;
  busy?: boolean;
  /** When it is asked, and each time anew: what the last try came to is to be forgotten by then, or it is read as the answer to this one. */
  onOpen?: () => void;
  onConfirm: () => void;
  onClose: () => void;
}

/** A plain question before what cannot be undone. The browser's own dialog: it keeps the focus inside, Esc closes it, and the focus goes back. */
export function Confirm({
  open,
  title,
  children,
  action,
  danger = false,
  busy = false,
  onOpen,
  onConfirm,
  onClose,
}: ConfirmProps): JSX.Element {
  const say = useWords('shell');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
    if (open) onOpen?.();
  }, [open]);
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title}>
      {open && (
        <>
          <h2>{title}</h2>
          {children}
          <div class="actions">
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button kind={danger ? 'danger' : 'main'} busy={busy} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </>
      )}
    </dialog>
  );
}
