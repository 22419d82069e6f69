import type { JSX } from 'preact';

export interface Tab {
  name: string;
  label: string;
  count?: number;
}

/** Views of one place as links with codes in the address (`?view=…`): they work like links, and Back works too. */
export function Tabs({
  label,
  tabs,
  current,
  hrefOf,
}: {
  label: string;
  tabs: readonly Tab[];
  current: string;
  hrefOf: (name: string) => string;
}): JSX.Element {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ name, label: text, count }) => (
        <a href={hrefOf(name)} aria-current={name === current ? 'page' : undefined} key={name}>
          {text}
          {count !== undefined && <span class="count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
