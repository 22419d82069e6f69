import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface FoldedProps {
  title: string;
  /** Something in it is to be looked at. */
  wanted: boolean;
  children: ComponentChildren;
}

/** Folded until somebody opens it or something in it is to be looked at; it never folds by itself. */
export function Folded({ title, wanted, children }: FoldedProps): JSX.Element {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (wanted) setOpen(true);
  }, [wanted]);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}
