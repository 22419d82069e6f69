import type { JSX } from 'preact';
import { Windows } from '../../../generated/documents/find.js';
import { useAsk } from '../../ask/use-ask.js';
import { Notice } from '../../parts/notice.js';
import { useLanguage } from '../../words/words.js';

/** What does not wait is said where it is looked for, in the words of the windows themselves. */
export function TimeWindows({ services }: { services: readonly string[] }): JSX.Element | null {
  const language = useLanguage();
  const { answer } = useAsk(Windows, services.length > 0 ? { language } : null);
  const due = answer?.timeWindows.filter((window) => window.services.some((code) => services.includes(code))) ?? [];
  if (due.length === 0) return null;
  return (
    <Notice tone="care">
      {due.map(({ code, name, guidance }) => (
        <p key={code}>
          <strong>{name}.</strong> {guidance}
        </p>
      ))}
    </Notice>
  );
}
