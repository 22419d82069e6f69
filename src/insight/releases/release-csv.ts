import type { StatAnswer } from './answers.js';
import type { AnsweredCell } from './read-statistics.js';

/** The same answers as a table for a spreadsheet: one line a cell, in the same order, nothing added up. */
export function csvOf(dimensions: readonly string[], cells: readonly AnsweredCell[], note: string): string {
  const head = [...dimensions, 'answer', 'value', 'low', 'high', 'lessThan', 'why'];
  const lines = cells.map(({ keys, women }) => [
    ...dimensions.map((dimension) => keys.find((key) => key.dimension === dimension)?.value ?? ''),
    ...columnsOf(women),
  ]);
  return [...[head, ...lines].map((line) => line.map(quoted).join(',')), quoted(`# ${note}`)].join('\r\n') + '\r\n';
}

function columnsOf(answer: StatAnswer): string[] {
  switch (answer.kind) {
    case 'Shown':
      return [answer.kind, `${answer.value}`, `${answer.low}`, `${answer.high}`, '', ''];
    case 'BelowThreshold':
      return [answer.kind, '', '', '', `${answer.lessThan}`, ''];
    case 'NotApplicable':
      return [answer.kind, '', '', '', '', answer.because.en];
    case 'NotPublished':
      return [answer.kind, '', '', '', '', answer.reason];
  }
}

/** A spreadsheet takes what begins like a formula for one. */
const quoted = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
