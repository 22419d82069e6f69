import type { JSX } from 'preact';
import { useWords } from '../words/words.js';

interface ChosenListProps<Item> {
  chosen: readonly Item[];
  nameOf: (item: Item) => string;
  onTakeOut: (item: Item) => void;
  /** Where no group around it says what these are. */
  label?: string;
}

/** What was chosen so far, each with a way to take it out again. Nothing chosen: nothing shown. */
export function ChosenList<Item>({ chosen, nameOf, onTakeOut, label }: ChosenListProps<Item>): JSX.Element | null {
  const say = useWords('woman');
  if (chosen.length === 0) return null;
  return (
    <ul class="chips" role="list" aria-label={label}>
      {chosen.map((item) => {
        const name = nameOf(item);
        return (
          <li class="row" key={name}>
            {name}
            <button type="button" aria-label={say('takeOut', { name })} onClick={() => onTakeOut(item)}>
              ✕
            </button>
          </li>
        );
      })}
    </ul>
  );
}
