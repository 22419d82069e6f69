const LATER_MILLIS = 10_000;

/** Puts a table into the reader's downloads, under a name that tells nothing of what it is about. */
export function saveTable(csv: string, name = 'table'): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LATER_MILLIS);
}
