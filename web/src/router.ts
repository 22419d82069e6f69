import { useEffect, useState } from 'preact/hooks';

/**
 * Where she is. Each entry of the history says how deep it lies below the first of ours (`depth`), so that leaving can take all of them away. No address
 * ever names a woman or a referral: those are held in memory (`in-hand.ts`).
 */
const listeners = new Set<() => void>();

const depthOf = (state: unknown): number => (state as { depth?: number } | null)?.depth ?? 0;
export const depthNow = (): number => depthOf(history.state);

export interface Address {
  path: string;
  /** Codes only, never what somebody typed. */
  search: URLSearchParams;
}

const addressNow = (): Address => ({ path: location.pathname, search: new URLSearchParams(location.search) });

/** Opens another place; `replace` puts it in place of this one in the history. */
export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (to === location.pathname + location.search) return;
  if (replace) history.replaceState({ depth: depthNow() }, '', to);
  else history.pushState({ depth: depthNow() + 1 }, '', to);
  for (const tell of listeners) tell();
}

export function useAddress(): Address {
  const [address, setAddress] = useState(addressNow);
  useEffect(() => {
    const look = (): void => setAddress(addressNow());
    listeners.add(look);
    addEventListener('popstate', look);
    return () => {
      listeners.delete(look);
      removeEventListener('popstate', look);
    };
  }, []);
  return address;
}

/** Once for the whole house: a place that goes must not take it along, or the next link would load everything anew and drop who is in hand. */
export function followLinks(): () => void {
  document.addEventListener('click', followLink);
  return () => document.removeEventListener('click', followLink);
}

/** Plain links stay plain: what the browser would do otherwise (another tab, a download) it still does. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href]');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
