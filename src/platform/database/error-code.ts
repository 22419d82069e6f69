/** What a driver calls it; never by class: a driver that was loaded twice has two classes of one name. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
