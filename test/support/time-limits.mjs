import { addEventHandler, getState } from 'jest-circus';

/*
 * The runner lets a test take as long as it likes; one that waits for ever would hold the whole run. Each test and hook gets the limit it asks for, the one of its
 * file (`jest.setTimeout`) or the usual one, as Jest has it.
 */
const USUAL_MILLIS = 30_000;
const limitsOfFiles = new WeakMap();

globalThis.jest.setTimeout = (millis) => limitsOfFiles.set(getState().rootDescribeBlock, millis);

addEventHandler(({ name }, { currentDescribeBlock, rootDescribeBlock }) => {
  if (name === 'add_test') limit(currentDescribeBlock.children.at(-1), rootDescribeBlock);
  if (name === 'add_hook') limit(currentDescribeBlock.hooks.at(-1), rootDescribeBlock);
});

function limit(item, file) {
  const { fn } = item;
  if (!fn) return;
  item.fn = () => {
    const millis = item.timeout ?? limitsOfFiles.get(file) ?? USUAL_MILLIS;
    let timer;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`It took longer than ${millis} ms.`)), millis);
    });
    return Promise.race([Promise.resolve().then(fn), late]).finally(() => clearTimeout(timer));
  };
}
