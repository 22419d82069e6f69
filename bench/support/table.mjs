const HEAD = ['what', 'unit', 'min', 'median', 'max', 'baseline', 'its median', '× min', '× median', '× max'];

/** Figures as lines of text: raw beside the ratio to the baseline. */
export function tableOf(figures) {
  const rows = figures.map(({ what, unit, raw, baseline, ratio }) => [
    what,
    unit,
    ...three(raw),
    baseline?.what ?? '',
    baseline ? short(baseline.median) : '',
    ...(ratio ? three(ratio) : ['', '', '']),
  ]);
  const isWords = (column) => column < 2 || column === 5;
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => (isWords(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd();
  return [line(HEAD), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

const three = ({ min, median, max }) => [min, median, max].map(short);

/** Three digits that count. */
const short = (value) =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
