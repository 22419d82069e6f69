import { useState } from 'preact/hooks';

interface Pages {
  after: string | null;
}
interface PageInfo {
  hasNextPage: boolean;
  endCursor?: string | null;
}

/** Page by page through a list: `pages` for the question, `pager` for the Pager under its answer. */
export function usePages(): {
  pages: Pages;
  start: () => void;
  pager: (info: PageInfo) => { onEarlier: (() => void) | null; onLater: (() => void) | null };
} {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return {
    pages: { after: cursors.at(-1) ?? null },
    start: () => setCursors([null]),
    pager: ({ hasNextPage, endCursor }) => ({
      onEarlier: cursors.length > 1 ? () => setCursors(cursors.slice(0, -1)) : null,
      onLater: hasNextPage ? () => setCursors([...cursors, endCursor ?? null]) : null,
    }),
  };
}
