/** The one place that writes to the terminal; everything else logs. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
