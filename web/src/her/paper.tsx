import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { encode } from 'uqr';
import { Button } from '../parts/button.js';
import { Notice } from '../parts/notice.js';
import { bareCode, showCode } from '../parts/her-code.js';
import { useWords } from '../words/words.js';

/** The code as a picture for a camera: dark squares as one path, no style and no script in it. */
export function Qr({ text }: { text: string }): JSX.Element {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR" shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}

/** Asked before anything is made to be carried: somebody may search her bag. What she agreed to earlier is said, and asked again by its name. */
export function SafeToCarry({ slipOk, children }: { slipOk: boolean; children: JSX.Element }): JSX.Element {
  const say = useWords('woman');
  const [safe, setSafe] = useState<boolean | null>(null);
  if (safe === true) return children;
  return (
    <div class="stack no-print">
      <p>
        <b>{say('carry')}</b>
      </p>
      <p class="hint">{say(slipOk ? 'carry.saidYes' : 'carry.notSaid')}</p>
      <div class="actions">
        <Button onClick={() => setSafe(true)}>{say('carry.yes')}</Button>
        <Button onClick={() => setSafe(false)}>{say('carry.no')}</Button>
      </div>
      {safe === false && (
        <Notice>
          <p>{say('carry.instead')}</p>
        </Notice>
      )}
    </div>
  );
}

interface PaperProps {
  kind: 'card' | 'slip';
  code: string;
  /** Only what she wants on it. */
  lines?: readonly string[];
}

/** A code, its picture and, if she wants, a place and a time: no word of what they are for, also not in the title that a printer writes on the page. */
export function Paper({ kind, code, lines = [] }: PaperProps): JSX.Element {
  const say = useWords('woman');
  useEffect(() => {
    let before = '';
    const hide = (): void => {
      before = document.title;
      document.title = showCode(code);
    };
    const back = (): void => {
      document.title = before;
    };
    addEventListener('beforeprint', hide);
    addEventListener('afterprint', back);
    return () => {
      removeEventListener('beforeprint', hide);
      removeEventListener('afterprint', back);
    };
  }, [code]);
  return (
    <div class="stack">
      <div class={`paper paper-${kind}`}>
        <Qr text={bareCode(code)} />
        <div>
          <p class="code ltr">{showCode(code)}</p>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </div>
      <div class="actions no-print">
        <Button onClick={() => print()}>{say('print')}</Button>
      </div>
    </div>
  );
}

export function CardToPrint({ code, slipOk }: { code: string; slipOk: boolean }): JSX.Element {
  return (
    <SafeToCarry slipOk={slipOk}>
      <Paper kind="card" code={code} />
    </SafeToCarry>
  );
}
