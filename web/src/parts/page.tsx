import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * The frame of a place: its heading, which takes the focus when the place opens (a screen reader so says where she is), and the title of the tab. Titles are
 * neutral words: a tab is read from across the room.
 */
export function Page({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: false }), []);
  return (
    <>
      <div class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </div>
      {children}
    </>
  );
}

/** A piece of a page that can be read by itself. */
export function Card({
  title,
  children,
  label,
}: {
  title?: ComponentChildren;
  label?: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="card" aria-label={label}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}
